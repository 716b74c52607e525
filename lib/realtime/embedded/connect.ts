import type { Duplex } from "node:stream";
import type { RawData, WebSocket } from "ws";
import { CLOSE_CODE } from "./codes.ts";
import { type Core, closePeer, removePeer } from "./core.ts";
import { connectionFrame, errorFrame } from "./frames.ts";
import { findRefusal, type Handshake, type HandshakeRefusal, isLegacy } from "./handshake.ts";
import { Peer, type PeerOptions, PeerSocket } from "./peer.ts";
import { receiveMessage } from "./receive-message.ts";

/** Everything that all sockets of one server share. */
export type ServerContext = { core: Core; rules: PeerOptions; listeners: SocketListeners };

type SocketListeners = ReturnType<typeof createSocketListeners>;

/** Creates the listeners that all sockets of one server share. They find the peer on the socket that calls them. */
export function createSocketListeners(core: Core) {
  return {
    message(this: WebSocket, data: RawData, isBinary: boolean): void {
      const peer = peerOf(this);
      if (peer) receiveMessage(core, peer, data as Buffer, isBinary);
    },
    activity(this: WebSocket): void {
      peerOf(this)?.noteActivity();
    },
    close(this: WebSocket): void {
      const peer = peerOf(this);
      if (peer) removePeer(core, peer);
    },
  };
}

function peerOf(socket: WebSocket): Peer | null {
  return socket instanceof PeerSocket ? socket.peer : null;
}

/** Admits an upgraded socket, or closes it with the close code that Pusher documents. */
export function connect(
  { core, rules, listeners }: ServerContext,
  socket: PeerSocket,
  transport: Duplex,
  request: ConnectionRequest,
): void {
  socket.on("error", ignoreError);
  const refused = findRefusal(request.handshake, core.app.key) ?? makeCapacity(core, request.address);
  if (refused) {
    if (isLegacy(request.handshake)) transport.write(errorFrame(refused.reason, refused.code));
    socket.close(refused.code, refused.reason);
    return;
  }
  const peer = new Peer(socket, transport, request.address, rules);
  core.peers.set(peer.id, peer);
  core.socketsByAddress.add(peer.address);
  core.unauthenticated.add(peer);
  socket.on("message", listeners.message);
  socket.on("ping", listeners.activity);
  socket.on("pong", listeners.activity);
  socket.on("close", listeners.close);
  peer.send(connectionFrame(peer.id, core.activityTimeoutSeconds));
}

export type ConnectionRequest = { handshake: Handshake; address: string };

/** An error of one connection (a broken frame, a reset) also ends in its close event, which does the cleaning up. */
function ignoreError(): void {}

/**
 * Closes the oldest unauthenticated socket when the server is full, first one from the newcomer's own address, so that
 * an address with many idle sockets pays for its own. Returns a refusal when every socket has signed in.
 */
function makeCapacity(core: Core, address: string): HandshakeRefusal | null {
  const { sockets, socketsPerAddress, unauthenticatedSockets, unauthenticatedSocketsPerAddress } = core.limits;
  const isAddressFull = () =>
    core.socketsByAddress.of(address) >= socketsPerAddress ||
    core.unauthenticated.sizeOf(address) >= unauthenticatedSocketsPerAddress;
  const isFull = () => core.peers.size >= sockets || core.unauthenticated.size >= unauthenticatedSockets;
  if (isAddressFull()) evict(core, core.unauthenticated.oldest(address));
  if (isFull()) evict(core, core.unauthenticated.oldest());
  if (!isAddressFull() && !isFull()) return null;
  core.log("warn", "A realtime connection was refused: over capacity", { address, sockets: core.peers.size });
  return { code: CLOSE_CODE.overCapacity, reason: "Over capacity" };
}

function evict(core: Core, oldest: Peer | undefined): void {
  if (oldest) closePeer(core, oldest, CLOSE_CODE.overCapacity, "Over capacity: sign in sooner");
}

/** Refuses an upgrade with a plain HTTP response, such as `403 Forbidden`. */
export function refuseUpgrade(socket: Duplex, status: string): void {
  socket.on("error", ignoreError);
  socket.once("finish", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
