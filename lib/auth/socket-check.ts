import "server-only";
import { getConfig } from "../config.ts";
import { db } from "../db/doors.ts";
import { later } from "../later.ts";
import { log } from "../log.ts";
import { disconnect } from "../realtime/publish.ts";
import { getHub } from "../realtime/shared-hub.ts";
import { singleton } from "../singleton.ts";
import { isSessionAlive } from "./sessions.ts";

/**
 * The interval at which this process looks for sessions that another process (`npm run admin`, a second server) has
 * ended.
 */
const ENDED_ELSEWHERE_MS = 5000;

/**
 * Starts to close the embedded live server's sockets of sessions that have expired (OWASP's WebSocket sheet: validate
 * long-lived connections again), and within seconds those of sessions that another process has ended. Sessions that this
 * process ends have their sockets closed at once by whoever ends them.
 */
export function startSocketCheck(): void {
  if (!getHub()) return;
  singleton("auth.socket-check", () => {
    setInterval(() => later(closeEnded(), "sockets could not be checked"), getConfig().socketCheckMs).unref();
    const seen = { endedAt: new Date() };
    return setInterval(
      () => later(closeEndedElsewhere(seen), "it is not known which sessions another process has ended"),
      ENDED_ELSEWHERE_MS,
    ).unref();
  });
}

/** It costs one index lookup as long as no session has ended. */
async function closeEndedElsewhere(seen: { endedAt: Date }): Promise<void> {
  const { _max } = await db().user.aggregate({ _max: { endedAt: true } });
  if (!_max.endedAt || _max.endedAt <= seen.endedAt) return;
  seen.endedAt = _max.endedAt;
  await closeEnded();
}

async function closeEnded(): Promise<void> {
  for (const { userId, sessionId } of getHub()?.sessions() ?? []) {
    if (await isSessionAlive(sessionId)) continue;
    log.info("sockets of an ended session closed", { userId, sessionId });
    disconnect(userId, { sessionId });
  }
}
