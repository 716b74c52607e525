import Pusher from "pusher-js";
import { api } from "../../browser/api.ts";
import * as z from "../../z.ts";
import type { RealtimeInfo } from "../events.ts";
import { batchAuthorizer } from "./channel-authorizer.ts";
import { addRetryJitter } from "./reconnect-jitter.ts";

const userAuthSchema = z.object({ auth: z.string(), user_data: z.string() });

/** Opens a connection to the live server, and signs in on it. `onSignInFailed` is told each time that this fails. */
export function openPusher(info: RealtimeInfo, onSignInFailed: (error: unknown) => void): Pusher {
  const pusher: Pusher = new Pusher(info.key, {
    cluster: "",
    ...addressOf(info),
    disableStats: true,
    // These times notice a dead network before the person does.
    activityTimeout: 30_000,
    pongTimeout: 8000,
    unavailableTimeout: 8000,
    userAuthentication: {
      customHandler: async ({ socketId }, callback) => {
        try {
          const body = { socket_id: socketId };
          callback(null, await api(info.userAuthEndpoint, { method: "POST", body, schema: userAuthSchema }));
        } catch (error) {
          callback(error as Error, null);
          onSignInFailed(error);
        }
      },
    },
    channelAuthorization: {
      customHandler: batchAuthorizer(info.authEndpoint, {
        socketId: () => pusher.connection.socket_id,
        signedIn: async () => {
          await pusher.user.signinDonePromise;
          return pusher.user.user_data !== null;
        },
      }),
    },
  });
  addRetryJitter(pusher);
  pusher.signin();
  return pusher;
}

/**
 * The embedded server has the address of this page, even when the page was rendered behind a proxy that uses another.
 */
function addressOf({ transport, host, port, tls }: RealtimeInfo) {
  const here = { host: location.hostname, tls: location.protocol === "https:", port: Number(location.port) };
  const there = transport === "embedded" ? { ...here, port: here.port || (here.tls ? 443 : 80) } : { host, port, tls };
  // With both transports, pusher-js would also try TLS on a plain server whenever that is away.
  const enabledTransports: ("ws" | "wss")[] = [there.tls ? "wss" : "ws"];
  return { wsHost: there.host, wsPort: there.port, wssPort: there.port, forceTLS: there.tls, enabledTransports };
}
