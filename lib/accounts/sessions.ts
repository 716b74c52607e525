import "server-only";
import { dropSessionCache, endAllSessions } from "../auth/sessions.ts";
import { write } from "../db/doors.ts";
import { log } from "../log.ts";
import { disconnect } from "../realtime/publish.ts";
import { type Administrator, getAccountHolder, noteInLog, requireMay, requireStillMay } from "./administrator.ts";

/** In an address, instead of a person's id. Ids are longer. */
export const EVERYBODY = "everybody";

/**
 * Ends all sessions of one person, on HTTP and on sockets at once (ASVS 7.4.5); of the administrator themselves all but
 * the one that asks. Throws `forbidden`, `not_found`.
 */
export async function endSessionsOf(by: Administrator, userId: string): Promise<void> {
  requireMay(by);
  const exceptSessionId = by !== "shell" && by.id === userId ? by.sessionId : undefined;
  await write(async (tx) => {
    await requireStillMay(tx, by);
    await getAccountHolder(tx, userId);
    if (exceptSessionId) await tx.session.deleteMany({ where: { userId, id: { not: exceptSessionId } } });
    else await endAllSessions(tx, userId);
  });
  dropSessionCache();
  disconnect(userId, { exceptSessionId });
  noteInLog(by, "ended all sessions of a person", userId);
}

/** Ends everybody's sessions, but the one that asks: for the day when secrets may have been seen. Throws `forbidden`. */
export async function endEverybodysSessions(by: Administrator): Promise<void> {
  requireMay(by);
  const own = by === "shell" ? "" : by.sessionId;
  const people = await write(async (tx) => {
    await requireStillMay(tx, by);
    const rows = await tx.session.findMany({
      where: { id: { not: own } },
      select: { userId: true },
      distinct: ["userId"],
    });
    await tx.session.deleteMany({ where: { id: { not: own } } });
    // Other processes, to whom nobody tells it, see it by this.
    await tx.user.updateMany({ where: { sessions: { none: {} } }, data: { endedAt: new Date() } });
    return rows.map((row) => row.userId);
  });
  dropSessionCache();
  for (const userId of people) disconnect(userId, { exceptSessionId: own || undefined });
  log.info("administration", { act: "ended everybody's sessions", by: by === "shell" ? "shell" : by.id });
}
