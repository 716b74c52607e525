import type { IncomingMessage, ServerResponse } from "node:http";

/** The time for the reply to reach a client that is still sending. */
const GRACE_MS = 1_000;

/**
 * Closes the connection of a client that was answered before its whole body was read. The connection could not carry
 * another request, and the next one on it would wait until it times out.
 */
export function closeUnread(req: IncomingMessage, res: ServerResponse): void {
  // The socket is taken now, because the request has none any more after the client disconnects.
  const { socket } = req;
  res.once("finish", () => {
    if (req.complete) return;
    // Whether the body has come is asked of the parser, because the request's own events are lost when Next replaces its
    // listeners, and the client may use the connection again.
    setTimeout(() => {
      if (!req.complete) socket.destroy();
    }, GRACE_MS).unref();
  });
}
