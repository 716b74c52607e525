import { CLOSE_CODE } from "./codes.ts";
import { type Core, closePeer } from "./core.ts";

/**
 * Closes every socket with 4200. Resolves when all connections have ended; connections still open after `timeoutMs` are
 * cut.
 */
export async function closeAll(core: Core, timeoutMs: number): Promise<void> {
  const peers = [...core.peers.values()];
  const ended = peers.map((peer) => new Promise<void>((resolve) => peer.socket.once("close", () => resolve())));
  for (const peer of peers) closePeer(core, peer, CLOSE_CODE.reconnect, "Server restarting, reconnect immediately");
  const cut = setTimeout(() => {
    for (const peer of peers) peer.socket.terminate();
  }, timeoutMs);
  await Promise.all(ended);
  clearTimeout(cut);
}
