import type { EventEmitter } from "node:events";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { refuseUpgrade } from "../../realtime/embedded/connect.ts";
import type { EmbeddedServer } from "../../realtime/embedded/server.ts";
import { isValidRequest } from "./valid-request.ts";

/**
 * Passes each upgrade to the live server or to `next`, which receives its own as the event `upgrade`, and refuses
 * others. `next` is null in production, where Next uses no upgrades.
 */
export function frontUpgrades(embedded: EmbeddedServer | null, next: EventEmitter | null) {
  return (req: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Node leaves an upgraded socket without a listener, so a reset by the peer would end the process.
    socket.on("error", ignore);
    if (!isValidRequest(req)) return refuseUpgrade(socket, "400 Bad Request");
    if (embedded?.handleUpgrade(req, socket, head)) return;
    if (next) next.emit("upgrade", req, socket, head);
    else refuseUpgrade(socket, "404 Not Found");
  };
}

function ignore(): void {}
