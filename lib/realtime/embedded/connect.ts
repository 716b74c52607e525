import type { Duplex } from "node:stream";
import type { RawData, WebSocket } from "ws";
import { CLOSE } from "./codes.ts";
import { receive } from "./commands.ts";
import { type Core, dismiss, forget } from "./core.ts";
import { connectionFrame, errorFrame } from "./frames.ts";
import { findRefusal, type Handshake, isLegacy, type Refused } from "./handshake.ts";
import { Peer, type PeerRules, PeerSocket } from "./peer.ts";

/** What all sockets of one server share. */
export type Site = { core: Core; rules: PeerRules; listeners: SocketListeners };

type SocketListeners = ReturnType<typeof listenersOf>;

/** The listeners of every socket: they find the peer on the socket that calls them. */
export function listenersOf(core: Core) {
  return {
    message(this: WebSocket, data: RawData, isBinary: boolean): void {
      const peer = peerOf(this);
      if (peer) receive(core, peer, data as Buffer, isBinary);
    },
    heard(this: WebSocket): void {
      peerOf(this)?.heard();
    },
    close(this: WebSocket): void {
      const peer = peerOf(this);
      if (peer) forget(core, peer);
    },
  };
}

function peerOf(socket: WebSocket): Peer | null {
  return socket instanceof PeerSocket ? socket.peer : null;
}

/** Admits an upgraded socket, or closes it with the documented code. */
export function connect({ core, rules, listeners }: Site, socket: PeerSocket, transport: Duplex, from: From): void {
  socket.on("error", ignore);
  const refused = findRefusal(from.handshake, core.app.key) ?? makeRoom(core, from.address);
  if (refused) {
    if (isLegacy(from.handshake)) transport.write(errorFrame(refused.reason, refused.code));
    socket.close(refused.code, refused.reason);
    return;
  }
  const peer = new Peer(socket, transport, from.address, rules);
  core.peers.set(peer.id, peer);
  core.addresses.add(peer.address);
  core.strangers.add(peer);
  socket.on("message", listeners.message);
  socket.on("ping", listeners.heard);
  socket.on("pong", listeners.heard);
  socket.on("close", listeners.close);
  peer.send(connectionFrame(peer.id, core.activityTimeoutSeconds));
}

export type From = { handshake: Handshake; address: string };

/** Faults of one connection (a broken frame, a reset) end in its close event; they are nobody else's business. */
function ignore(): void {}

/**
 * Frees a place for a newcomer where all are taken, from whoever has waited longest without a word of who it is: of the
 * same address first, so that one address pays for its own crowd. Where all have signed in, the newcomer is refused.
 */
function makeRoom(core: Core, address: string): Refused | null {
  const { sockets, socketsPerAddress, strangers, strangersPerAddress } = core.limits;
  const isAddressFull = () =>
    core.addresses.of(address) >= socketsPerAddress || core.strangers.sizeOf(address) >= strangersPerAddress;
  const isFull = () => core.peers.size >= sockets || core.strangers.size >= strangers;
  if (isAddressFull()) giveWay(core, core.strangers.oldest(address));
  if (isFull()) giveWay(core, core.strangers.oldest());
  if (!isAddressFull() && !isFull()) return null;
  core.log("warn", "A realtime connection was refused: over capacity", { address, sockets: core.peers.size });
  return { code: CLOSE.overCapacity, reason: "Over capacity" };
}

function giveWay(core: Core, stranger: Peer | undefined): void {
  if (stranger) dismiss(core, stranger, CLOSE.overCapacity, "Over capacity: sign in sooner");
}

/** Refuses an upgrade in plain HTTP. */
export function refuseUpgrade(socket: Duplex, status: string): void {
  socket.on("error", ignore);
  socket.once("finish", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
