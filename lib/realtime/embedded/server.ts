import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { closeAll } from "./close-all.ts";
import { connect, createSocketListeners, refuseUpgrade, type ServerContext } from "./connect.ts";
import { type ChannelRules, createCore } from "./core.ts";
import { isSameHost, readHandshake, remoteAddress } from "./handshake.ts";
import { handleApiRequest } from "./http/handle-api-request.ts";
import { reply } from "./http/reply.ts";
import { createHub, type Hub } from "./hub.ts";
import { type EmbeddedLimits, withDefaults } from "./limits.ts";
import { startLiveness } from "./liveness.ts";
import { type PeerOptions, PeerSocket } from "./peer.ts";

export type EmbeddedOptions = {
  appId: string;
  key: string;
  secret: string;
  /** Which channels exist, and which carry client events. Default: every channel that the protocol allows. */
  channels?: Partial<ChannelRules>;
  /** The limits that differ from DEFAULT_LIMITS. */
  limits?: Partial<EmbeddedLimits>;
  /** Seconds of silence after which a peer is pinged; a dead peer is closed at most 30 s later. Default: 120. */
  activityTimeoutSeconds?: number;
  /**
   * Whether a browser page may connect. Default: a request without Origin, or with an Origin whose host equals Host.
   */
  isOriginAllowed?: (origin: string | undefined, host: string | undefined) => boolean;
  /** The client address for the limits per address; the client must not be able to choose it. Default: the TCP peer. */
  clientAddress?: (req: IncomingMessage) => string;
  /** Called for refusals and faults, never with a payload or a secret. Default: nothing is logged. */
  log?: (level: "info" | "warn" | "error", message: string, fields?: Record<string, unknown>) => void;
};

export interface EmbeddedServer {
  /** Handles an HTTP upgrade whose path is below /app/. Returns false for any other path, which the caller handles. */
  handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** Handles a plain request below /apps/. Returns false for any other path. */
  handleRequest(req: IncomingMessage, res: ServerResponse): boolean;
  hub: Hub;
  /**
   * Refuses new connections with 503 and closes every socket with 4200, upon which clients reconnect at once. Resolves
   * when all connections have ended; those still open after `timeoutMs` (default 5,000) are cut.
   */
  close(timeoutMs?: number): Promise<void>;
}

/**
 * Creates a server of Pusher's Channels protocol, version 7, and its HTTP API, for one application inside this process.
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
  const rules: PeerOptions = {
    limits,
    onOverflow: (peer, waitingBytes) => {
      log("warn", "A slow realtime reader was dropped", { address: peer.address, waitingBytes });
      peer.socket.terminate();
    },
  };
  // The options are in a variable, because the types of ws do not know `closeTimeout` yet and would refuse it in a
  // literal.
  const settings = {
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.frameBytes,
    closeTimeout: limits.closeTimeoutMs,
    WebSocket: PeerSocket,
  };
  const sockets = new WebSocketServer<typeof PeerSocket>(settings);
  const context: ServerContext = { core, rules, listeners: createSocketListeners(core) };
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
        const request = { handshake, address: clientAddress(req) };
        sockets.handleUpgrade(req, socket, head, (webSocket) => connect(context, webSocket, socket, request));
      }
      return true;
    },
    handleRequest(req, res) {
      if (!req.url?.startsWith("/apps/")) return false;
      if (closing) reply(res, 503, { error: "The server is restarting" });
      else void handleApiRequest(core, hub, req, res);
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
