import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { closeAll } from "./close-all.ts";
import { connect, listenersOf, refuseUpgrade, type Site } from "./connect.ts";
import { type ChannelRules, createCore } from "./core.ts";
import { isSameHost, readHandshake, remoteAddress } from "./handshake.ts";
import { answer } from "./http/api.ts";
import { reply } from "./http/reply.ts";
import { createHub, type Hub } from "./hub.ts";
import { type EmbeddedLimits, withDefaults } from "./limits.ts";
import { startLiveness } from "./liveness.ts";
import { type PeerRules, PeerSocket } from "./peer.ts";

export type EmbeddedOptions = {
  appId: string;
  key: string;
  secret: string;
  /** Which channels there are, and which carry client events. Default: whatever the protocol allows. */
  channels?: Partial<ChannelRules>;
  /** Numbers that differ from DEFAULT_LIMITS. */
  limits?: Partial<EmbeddedLimits>;
  /** Silence after which a peer is pinged; a dead one is closed within this time and 30 s. Default 120. */
  activityTimeoutSeconds?: number;
  /** Whether a browser page may connect. Default: no Origin at all, or one whose host equals Host. */
  isOriginAllowed?: (origin: string | undefined, host: string | undefined) => boolean;
  /** The address that `socketsPerAddress` counts by; it must be one the client cannot choose. Default: the socket's. */
  clientAddress?: (req: IncomingMessage) => string;
  /** Is told of refusals and faults, never with a payload or a secret. Default: silence. */
  log?: (level: "info" | "warn" | "error", message: string, fields?: Record<string, unknown>) => void;
};

export interface EmbeddedServer {
  /** Takes an HTTP upgrade whose path is below /app/; returns false when it is not (the caller passes it on). */
  handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** Takes a plain request below /apps/; returns false when it is not ours. */
  handleRequest(req: IncomingMessage, res: ServerResponse): boolean;
  hub: Hub;
  /**
   * Accepts nothing from now on (503) and closes every socket with 4200, at which clients reconnect at once. Resolves
   * when all are gone, or after timeoutMs (default 5,000), when what is left is cut.
   */
  close(timeoutMs?: number): Promise<void>;
}

/**
 * Pusher's Channels protocol, version 7, and its HTTP API, for one application inside this process.
 * Throws TypeError when the id, the key or the secret is empty.
 */
export function createEmbeddedServer(options: EmbeddedOptions): EmbeddedServer {
  const { appId, key, secret, activityTimeoutSeconds = 120, log = () => {} } = options;
  if (!appId || !key || !secret)
    throw new TypeError("The embedded realtime server needs an app id, a key and a secret");
  const { isOriginAllowed = isSameHost, clientAddress = remoteAddress } = options;
  const limits = withDefaults(options.limits);
  const channelRules = { isChannelKnown: always, allowsClientEvents: always, ...options.channels };
  const core = createCore({ id: appId, key, secret }, limits, channelRules, activityTimeoutSeconds, log);
  const hub = createHub(core);
  const rules: PeerRules = {
    limits,
    onOverflow: (peer, waitingBytes) => {
      log("warn", "A slow realtime reader was dropped", { address: peer.address, waitingBytes });
      peer.socket.terminate();
    },
  };
  // A variable, because the types of ws do not know its option closeTimeout yet.
  const settings = {
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.frameBytes,
    closeTimeout: limits.closeTimeoutMs,
    WebSocket: PeerSocket,
  };
  const sockets = new WebSocketServer<typeof PeerSocket>(settings);
  const site: Site = { core, rules, listeners: listenersOf(core) };
  const stopLiveness = startLiveness(core);
  let closing = false;

  return {
    hub,
    handleUpgrade(req, socket, head) {
      const handshake = readHandshake(req.url);
      if (!handshake) return false;
      if (closing) refuseUpgrade(socket, "503 Service Unavailable");
      else if (!isOriginAllowed(req.headers.origin, req.headers.host)) {
        log("warn", "A realtime connection was refused: foreign origin", { address: clientAddress(req) });
        refuseUpgrade(socket, "403 Forbidden");
      } else {
        const from = { handshake, address: clientAddress(req) };
        sockets.handleUpgrade(req, socket, head, (webSocket) => connect(site, webSocket, socket, from));
      }
      return true;
    },
    handleRequest(req, res) {
      if (!req.url?.startsWith("/apps/")) return false;
      if (closing) reply(res, 503, { error: "The server is restarting" });
      else void answer(core, hub, req, res);
      return true;
    },
    close(timeoutMs = 5_000) {
      closing = true;
      stopLiveness();
      return closeAll(core, timeoutMs);
    },
  };
}

const always = (): boolean => true;
