import "server-only";
import { getPusher, readReply } from "./pusher-http-api.ts";

/**
 * The waits before further attempts. Of several live servers behind one address one may be starting anew just then, while
 * the person's sockets are on another.
 */
const WAITS_MS = [250, 500, 1000, 2000, 4000];

/**
 * Closes all sockets of a person at an external live server; its API knows nothing of sessions. Sockets of a session that is
 * valid come back by themselves. Throws when the server cannot be asked.
 */
export async function closeSockets(userId: string): Promise<void> {
  for (let failures = 0; ; failures += 1) {
    try {
      await readReply(await getPusher().terminateUserConnections(userId));
      return;
    } catch (error) {
      const wait = WAITS_MS[failures];
      if (wait === undefined) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
