import type { Config } from "../config.ts";
import { clientAddress } from "../http/forwarded.ts";
import { networkOf } from "../http/network.ts";
import { isOriginAllowed } from "../http/origin.ts";
import { log } from "../log.ts";
import { parseChannel } from "./channels.ts";
import { createEmbeddedServer, type EmbeddedServer } from "./embedded/server.ts";
import { setHub } from "./shared-hub.ts";

/** Starts the live server inside this process; null when the settings name another one. */
export function startEmbedded({ realtime, appUrl, trustProxy, socketLimits }: Config): EmbeddedServer | null {
  if (realtime.transport !== "embedded") return null;
  const { appId, key, secret } = realtime;
  const embedded = createEmbeddedServer({
    appId,
    key,
    secret,
    limits: socketLimits,
    channels: {
      isChannelKnown: (name) => parseChannel(name) !== null,
      allowsClientEvents: (name) => parseChannel(name)?.type === "room-presence",
    },
    isOriginAllowed: (origin, host) => isOriginAllowed(origin, host, appUrl),
    clientAddress: (req) => networkOf(clientAddress(req.headers, req.socket.remoteAddress, trustProxy)),
    log: (level, message, fields) => log[level](message, fields),
  });
  setHub(embedded.hub);
  return embedded;
}
