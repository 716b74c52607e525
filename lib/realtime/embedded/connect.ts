import type { Duplex } from "node:stream";
import type { RawData, WebSocket } from "ws";
import { CLOSE } from "./codes.ts";
import { receive } from "./commands.ts";
import { type Core, forget } from "./core.ts";
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
  const refused = findRefusal(from.handshake, core.app.key) ?? findOverload(core, from.address);
  if (refused) {
    if (isLegacy(from.handshake)) transport.write(errorFrame(refused.reason, refused.code));
    socket.close(refused.code, refused.reason);
    return;
  }
  const peer = new Peer(socket, transport, from.address, rules);
  core.peers.set(peer.id, peer);
  core.addresses.add(peer.address);
  socket.on("message", listeners.message);
  socket.on("ping", listeners.heard);
  socket.on("pong", listeners.heard);
  socket.on("close", listeners.close);
  peer.send(connectionFrame(peer.id, core.activityTimeoutSeconds));
}

export type From = { handshake: Handshake; address: string };

/** Faults of one connection (a broken frame, a reset) end in its close event; they are nobody else's business. */
function ignore(): void {}

function findOverload(core: Core, address: string): Refused | null {
  const { sockets, socketsPerAddress } = core.limits;
  if (core.peers.size < sockets && core.addresses.of(address) < socketsPerAddress) return null;
  core.log("warn", "A realtime connection was refused: over capacity", { address, sockets: core.peers.size });
  return { code: CLOSE.overCapacity, reason: "Over capacity" };
}

/** Refuses an upgrade in plain HTTP. */
export function refuseUpgrade(socket: Duplex, status: string): void {
  socket.on("error", ignore);
  socket.once("finish", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
