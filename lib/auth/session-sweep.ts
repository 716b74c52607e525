import "server-only";
import { getConfig } from "../config.ts";
import { db, write } from "../db/doors.ts";
import type { PeriodicWork } from "../leases/periodic-work.ts";
import { log } from "../log.ts";
import { closeSockets } from "../realtime/close-sockets.ts";
import { endedSessions } from "./session-ends.ts";

const SWEEP_MS = 6 * 60 * 60 * 1000;
const BATCH_SIZE = 1000;
/** So many people's sockets are closed at once, each by a request to the live server. */
const CLOSED_AT_ONCE = 10;

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

/**
 * The sockets come first: were the sessions deleted already, nobody would look for them after a failure. They are closed
 * whether the person is seen online or not, because a list of who is online leaves out whoever has just come.
 */
async function closeAndRemove(): Promise<void> {
  for (;;) {
    const ended = await db().session.findMany({
      where: endedSessions(),
      select: { id: true, userId: true },
      take: BATCH_SIZE,
    });
    if (ended.length === 0) return;
    const userIds = [...new Set(ended.map((session) => session.userId))];
    for (let at = 0; at < userIds.length; at += CLOSED_AT_ONCE)
      await Promise.all(userIds.slice(at, at + CLOSED_AT_ONCE).map(closeSockets));
    log.info("sockets of ended sessions closed", { people: userIds.length });
    await remove({ id: { in: ended.map(({ id }) => id) } });
  }
}

async function remove(which: { id?: { in: string[] } }): Promise<void> {
  await write((tx) => tx.session.deleteMany({ where: { ...which, ...endedSessions() } }));
}
