import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { getConfig } from "../config.ts";
import type { RequestHeaders } from "../http/api-request.ts";
import { ownOrigin } from "../http/same-origin.ts";
import { EVERYONE_CHANNEL, userChannel } from "./channels.ts";
import type { RealtimeInfo } from "./events.ts";

/**
 * Returns the settings that the viewer's Pusher client needs to connect. The embedded server's address is the one that
 * this request came to.
 */
export function getRealtimeInfo(viewer: Viewer, headers: RequestHeaders): RealtimeInfo {
  const { realtime, appUrl } = getConfig();
  return {
    key: realtime.key,
    transport: realtime.transport,
    ...(realtime.transport === "external"
      ? { host: realtime.publicHost, port: realtime.publicPort, tls: realtime.publicTls }
      : addressOf(new URL(appUrl?.origin ?? ownOrigin(headers)))),
    authEndpoint: "/api/realtime/auth",
    userAuthEndpoint: "/api/realtime/user-auth",
    channels: { user: userChannel(viewer.id), everyone: EVERYONE_CHANNEL },
  };
}

function addressOf(url: URL): { host: string; port: number; tls: boolean } {
  const tls = url.protocol === "https:";
  return { host: url.hostname, port: Number(url.port) || (tls ? 443 : 80), tls };
}
