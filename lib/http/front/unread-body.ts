import type { IncomingMessage, ServerResponse } from "node:http";
import { beforeHead } from "./before-head.ts";

/** The time for the reply to reach a client that is still sending. */
const GRACE_MS = 1_000;

/**
 * Ends the connection of a client that is answered before its whole body has come, and says so in the reply. The
 * connection could not carry another request: the next one on it would wait behind the rest of the body, and fail when
 * the connection ends.
 */
export function closeUnread(req: IncomingMessage, res: ServerResponse): void {
  // The socket is taken now, because the request has none any more after the client disconnects.
  const { socket } = req;
  beforeHead(res, (status) => {
    if (hasBody(req) && !req.complete) {
      res.setHeader("Connection", "close");
      // Node calls this after the reply. Its own would close at once, and a system that closes a connection with unread
      // bytes resets it, upon which the client may lose the reply.
      socket.destroySoon = () => {
        socket.end();
        const end = setTimeout(() => socket.destroy(), GRACE_MS).unref();
        socket.once("close", () => clearTimeout(end));
      };
    }
    return status;
  });
}

/** A reply to a request without a body can be written before Node has noted that the request is complete. */
function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}
