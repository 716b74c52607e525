import { CLOSE } from "./codes.ts";
import { type Core, dismiss } from "./core.ts";

/** Closes every socket with 4200; resolves when all connections have ended, cutting what is left after timeoutMs. */
export async function closeAll(core: Core, timeoutMs: number): Promise<void> {
  const peers = [...core.peers.values()];
  const ended = peers.map((peer) => new Promise<void>((resolve) => peer.socket.once("close", () => resolve())));
  for (const peer of peers) dismiss(core, peer, CLOSE.reconnect, "Server restarting, reconnect immediately");
  const cut = setTimeout(() => {
    for (const peer of peers) peer.socket.terminate();
  }, timeoutMs);
  await Promise.all(ended);
  clearTimeout(cut);
}
