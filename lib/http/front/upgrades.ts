import type { EventEmitter } from "node:events";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { refuseUpgrade } from "../../realtime/embedded/connect.ts";
import type { EmbeddedServer } from "../../realtime/embedded/server.ts";
import { isUsableAddress } from "./address.ts";

/**
 * Hands each upgrade of a connection to the live server or to `next`, which hears of its own as an event `upgrade`, and
 * refuses the others. `next` is null in production, where Next has none.
 */
export function frontUpgrades(embedded: EmbeddedServer | null, next: EventEmitter | null) {
  return (req: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Node leaves an upgraded socket without a listener: a peer that resets it would otherwise end the process.
    socket.on("error", ignore);
    if (!isUsableAddress(req)) return refuseUpgrade(socket, "400 Bad Request");
    if (embedded?.handleUpgrade(req, socket, head)) return;
    if (next) next.emit("upgrade", req, socket, head);
    else refuseUpgrade(socket, "404 Not Found");
  };
}

function ignore(): void {}
