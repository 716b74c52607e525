import "server-only";
import { getConfig } from "../config.ts";
import { db, write } from "../db/doors.ts";
import type { PeriodicWork } from "../leases/periodic-work.ts";
import { log } from "../log.ts";
import { closeSockets } from "../realtime/close-sockets.ts";
import { fetchOnline } from "../realtime/presence.ts";

const SWEEP_MS = 6 * 60 * 60 * 1000;
const BATCH_SIZE = 1000;

/**
 * Deletes expired sessions, so that they do not fill the table. With an external live server it also closes the sockets
 * of their people: nobody but us knows there that a session is over. The embedded one is looked after by socket-check.
 */
export function sessionSweep(): PeriodicWork {
  const { realtime, socketCheckMs } = getConfig();
  const isExternal = realtime.transport === "external";
  return {
    name: "sessions",
    everyMs: isExternal ? Math.min(SWEEP_MS, socketCheckMs) : SWEEP_MS,
    run: () => (isExternal ? closeAndRemove() : remove({})),
  };
}

/** The sockets come first: were the sessions deleted already, nobody would look for them after a failure. */
async function closeAndRemove(): Promise<void> {
  for (;;) {
    const ended = await db().session.findMany({
      where: isOver(),
      select: { id: true, userId: true },
      take: BATCH_SIZE,
    });
    if (ended.length === 0) return;
    const online = new Set(await fetchOnline());
    const userIds = [...new Set(ended.map((session) => session.userId))].filter((id) => online.has(id));
    await Promise.all(userIds.map(closeSockets));
    if (userIds.length > 0) log.info("sockets of ended sessions closed", { people: userIds.length });
    await remove({ id: { in: ended.map(({ id }) => id) } });
  }
}

async function remove(which: { id?: { in: string[] } }): Promise<void> {
  await write((tx) => tx.session.deleteMany({ where: { ...which, ...isOver() } }));
}

function isOver() {
  const now = Date.now();
  const lastUse = new Date(now - getConfig().session.idleMs);
  return { OR: [{ expiresAt: { lt: new Date(now) } }, { lastSeenAt: { lt: lastUse } }] };
}
