import "server-only";
import { dropSessionCache, endAllSessions } from "../auth/sessions.ts";
import { write } from "../db/doors.ts";
import { log } from "../log.ts";
import { disconnect } from "../realtime/publish.ts";
import {
  type Administrator,
  getAccountHolder,
  logAdministration,
  requireAdministratorRole,
  requireStillAdministrator,
} from "./administrator.ts";

/** Stands in a URL in place of a person's id; it cannot be one, because ids are longer. */
export const EVERYBODY = "everybody";

/**
 * Ends all sessions of one person, on HTTP and on sockets at once (ASVS 7.4.5). Administrators who end their own keep
 * the session that asks. Throws `forbidden`, `not_found`.
 */
export async function endSessionsOf(by: Administrator, userId: string): Promise<void> {
  requireAdministratorRole(by);
  const exceptSessionId = by !== "shell" && by.id === userId ? by.sessionId : undefined;
  await write(async (tx) => {
    await requireStillAdministrator(tx, by);
    await getAccountHolder(tx, userId);
    if (exceptSessionId) await tx.session.deleteMany({ where: { userId, id: { not: exceptSessionId } } });
    else await endAllSessions(tx, userId);
  });
  dropSessionCache();
  disconnect(userId, { exceptSessionId });
  logAdministration(by, "ended all sessions of a person", userId);
}

/**
 * Ends everybody's sessions except the one that asks, for example after secrets may have leaked. Throws `forbidden`.
 */
export async function endEverybodysSessions(by: Administrator): Promise<void> {
  requireAdministratorRole(by);
  const own = by === "shell" ? "" : by.sessionId;
  const people = await write(async (tx) => {
    await requireStillAdministrator(tx, by);
    const rows = await tx.session.findMany({
      where: { id: { not: own } },
      select: { userId: true },
      distinct: ["userId"],
    });
    await tx.session.deleteMany({ where: { id: { not: own } } });
    // Other processes are not notified; they find the ended sessions by this column.
    await tx.user.updateMany({ where: { sessions: { none: {} } }, data: { endedAt: new Date() } });
    return rows.map((row) => row.userId);
  });
  dropSessionCache();
  for (const userId of people) disconnect(userId, { exceptSessionId: own || undefined });
  log.info("administration", { act: "ended everybody's sessions", by: by === "shell" ? "shell" : by.id });
}
