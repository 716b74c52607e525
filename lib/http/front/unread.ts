import type { IncomingMessage, ServerResponse } from "node:http";

/** What an answer has to reach a sender who is still sending. */
const GRACE_MS = 1_000;

/**
 * Ends the connection of whoever was answered before all of their body was read: it could carry no further request, and
 * the next one on it would wait until the connection times out.
 */
export function endUnread(req: IncomingMessage, res: ServerResponse): void {
  // Taken now: when the sender has gone by then, the request has none any more.
  const { socket } = req;
  res.once("finish", () => {
    if (req.complete) return;
    const end = setTimeout(() => socket.destroy(), GRACE_MS).unref();
    req.once("end", () => clearTimeout(end));
  });
}
