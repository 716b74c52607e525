import { randomBytes } from "node:crypto";
import type { Duplex } from "node:stream";
import { WebSocket } from "ws";
import { errorFrame } from "./frames.ts";
import type { EmbeddedLimits } from "./limits.ts";
import { RateWindow } from "./rate-window.ts";

export type PeerOptions = {
  readonly limits: EmbeddedLimits;
  readonly onOverflow: (peer: Peer, waitingBytes: number) => void;
};

/**
 * A WebSocket that knows its peer, so that all sockets share one set of listeners: closures per socket cost 270 bytes
 * each.
 */
export class PeerSocket extends WebSocket {
  peer: Peer | null = null;
}

/** The socket of one client and what the server knows about it. */
export class Peer {
  readonly id = newSocketId();
  /** Maps a channel's name to the user id it was joined as; null on channels without members. */
  readonly subscriptions = new Map<string, string | null>();
  readonly frameRate = new RateWindow();
  /** The user to whom the application bound the socket, or who signed in on it. */
  owner: { userId: string; sessionId: string | null } | null = null;
  /** The user who signed in with `pusher:signin`; `info` is JSON text. */
  user: { id: string; info: string } | null = null;
  readonly openedMs = performance.now();
  lastActivityMs = this.openedMs;
  pingedMs: number | null = null;

  readonly socket: PeerSocket;
  readonly address: string;
  private readonly transport: Duplex;
  private readonly rules: PeerOptions;

  constructor(socket: PeerSocket, transport: Duplex, address: string, rules: PeerOptions) {
    this.socket = socket;
    socket.peer = this;
    this.transport = transport;
    this.address = address;
    this.rules = rules;
  }

  noteActivity(): void {
    this.lastActivityMs = performance.now();
    this.pingedMs = null;
  }

  /**
   * Writes a frame built by `textFrame` straight to the connection, so that one buffer serves every reader. This is
   * safe beside ws: without permessage-deflate and blobs, its sender queues nothing and writes whole frames at once, so
   * frames never interleave; after its close frame `readyState` is no longer OPEN and nothing may follow. An ephemeral
   * frame is not sent to a slow reader; any other frame above the limit ends the reader's connection.
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

  /** Sends `pusher:error`; the socket stays open. */
  sendError(message: string, code?: number): void {
    this.send(errorFrame(message, code));
  }
}

/**
 * Makes a socket id, `<digits>.<digits>`, from 128 random bits. It must not be guessable, because requests that name a
 * socket id are trusted to come from that socket.
 */
function newSocketId(): string {
  const random = randomBytes(16);
  return `${random.readBigUInt64BE(0)}.${random.readBigUInt64BE(8)}`;
}
