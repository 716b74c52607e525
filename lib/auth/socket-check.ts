import "server-only";
import { getConfig } from "../config.ts";
import { log } from "../log.ts";
import { once } from "../once.ts";
import { getHub } from "../realtime/hub.ts";
import { disconnect } from "../realtime/publish.ts";
import { isSessionAlive } from "./sessions.ts";

/**
 * Closes, from time to time, the sockets of sessions that have ended by themselves (OWASP WebSocket sheet: validate
 * long-lived connections again). Those that somebody ends are closed at once, elsewhere.
 */
export function startSocketCheck(): void {
  once("auth.socket-check", () => setInterval(() => void closeEnded(), getConfig().socketCheckMs).unref());
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
