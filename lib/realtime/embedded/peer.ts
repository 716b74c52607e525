import { randomBytes } from "node:crypto";
import type { Duplex } from "node:stream";
import { WebSocket } from "ws";
import { errorFrame } from "./frames.ts";
import type { EmbeddedLimits } from "./limits.ts";
import { RateWindow } from "./rate.ts";

export type PeerRules = {
  readonly limits: EmbeddedLimits;
  readonly onOverflow: (peer: Peer, waitingBytes: number) => void;
};

/**
 * A socket that knows its peer, so that all sockets share the listeners of one server: closures of its own cost each
 * 270 bytes.
 */
export class PeerSocket extends WebSocket {
  peer: Peer | null = null;
}

/** One client's socket and what the server knows of it. */
export class Peer {
  readonly id = newSocketId();
  /** Channel name to the presence user id it was joined as; null on channels without members. */
  readonly subscriptions = new Map<string, string | null>();
  readonly frames = new RateWindow();
  /** Whom the socket belongs to: bound by the application or signed in. */
  owner: { userId: string; sessionId: string | null } | null = null;
  /** Who signed in with `pusher:signin`; `info` is JSON text. */
  user: { id: string; info: string } | null = null;
  readonly openedMs = performance.now();
  lastHeardMs = this.openedMs;
  pingedMs: number | null = null;

  readonly socket: PeerSocket;
  readonly address: string;
  private readonly transport: Duplex;
  private readonly rules: PeerRules;

  constructor(socket: PeerSocket, transport: Duplex, address: string, rules: PeerRules) {
    this.socket = socket;
    socket.peer = this;
    this.transport = transport;
    this.address = address;
    this.rules = rules;
  }

  heard(): void {
    this.lastHeardMs = performance.now();
    this.pingedMs = null;
  }

  /**
   * Writes a frame built by `textFrame` straight to the connection, so that one buffer serves every reader.
   * Safe beside ws: without permessage-deflate and blobs its sender queues nothing and writes whole frames at once, so
   * frames never interleave; after its close frame `readyState` is no longer OPEN and nothing may follow.
   * An ephemeral frame is left out for a slow reader; any other frame above the bound costs the reader its connection.
   */
  send(frame: Buffer, ephemeral = false): void {
    if (this.socket.readyState !== WebSocket.OPEN || !this.transport.writable) return;
    const waitingBytes = this.transport.writableLength;
    const { bufferBytes, ephemeralBufferBytes } = this.rules.limits;
    if (ephemeral && waitingBytes > ephemeralBufferBytes) return;
    if (!ephemeral && waitingBytes > 0 && waitingBytes + frame.length > bufferBytes) {
      this.rules.onOverflow(this, waitingBytes);
      return;
    }
    this.transport.write(frame);
  }

  /** Answers with `pusher:error`; the socket stays open. */
  fail(message: string, code?: number): void {
    this.send(errorFrame(message, code));
  }
}

/** `<digits>.<digits>` from 128 random bits: whoever knows it holds the socket, so it must not be guessable. */
function newSocketId(): string {
  const random = randomBytes(16);
  return `${random.readBigUInt64BE(0)}.${random.readBigUInt64BE(8)}`;
}
