import "server-only";
import { getConfig } from "../config.ts";
import { db } from "../db/doors.ts";
import { log } from "../log.ts";
import { getHub } from "../realtime/hub.ts";
import { disconnect } from "../realtime/publish.ts";
import { singleton } from "../singleton.ts";
import { isSessionAlive } from "./sessions.ts";

/** How often it is asked whether another process (`npm run admin`, a second server) has ended somebody's sessions. */
const ENDED_ELSEWHERE_MS = 5000;

/**
 * Closes, from time to time, the sockets of sessions that have ended by themselves (OWASP WebSocket sheet: validate
 * long-lived connections again), and within seconds those that another process has ended. Those that are ended here are
 * closed at once, elsewhere.
 */
export function startSocketCheck(): void {
  singleton("auth.socket-check", () => {
    setInterval(() => void closeEnded(), getConfig().socketCheckMs).unref();
    const seen = { endedAt: new Date() };
    return setInterval(() => void closeEndedElsewhere(seen), ENDED_ELSEWHERE_MS).unref();
  });
}

/** One look into an index, as long as nothing has happened. */
async function closeEndedElsewhere(seen: { endedAt: Date }): Promise<void> {
  try {
    const { _max } = await db().user.aggregate({ _max: { endedAt: true } });
    if (!_max.endedAt || _max.endedAt <= seen.endedAt) return;
    seen.endedAt = _max.endedAt;
    await closeEnded();
  } catch (error) {
    log.warn("it is not known which sessions another process has ended", { error: String(error) });
  }
}

async function closeEnded(): Promise<void> {
  try {
    for (const { userId, sessionId } of getHub()?.sessions() ?? []) {
      if (await isSessionAlive(sessionId)) continue;
      log.info("sockets of an ended session closed", { userId, sessionId });
      disconnect(userId, { sessionId });
    }
  } catch (error) {
    log.warn("sockets could not be checked", { error: String(error) });
  }
}
