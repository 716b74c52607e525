import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Config } from "../../config.ts";
import type { ErrorCode } from "../../errors.ts";
import { log } from "../../log.ts";
import type { EmbeddedServer } from "../../realtime/embedded/server.ts";
import { clientAddress, trustForwarded } from "../forwarded.ts";
import { surviveAborts } from "./aborted-requests.ts";
import { completeHeaders } from "./complete-headers.ts";
import { tellUnavailable } from "./failed-page.ts";
import { precompressed } from "./precompressed.ts";
import { closeUnread } from "./unread-body.ts";
import { isValidRequest } from "./valid-request.ts";

type Handler = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

type Front = {
  config: Config;
  embedded: EmbeddedServer | null;
  /** The folder of the built scripts that have compressed copies; null in development, where nothing is built. */
  staticFolder: string | null;
};

/**
 * Wraps Next's handler: it refuses requests that Next cannot handle, passes the live server its own, and removes
 * headers that neither this process nor a trusted proxy has set.
 */
export function frontRequests({ config, embedded, staticFolder }: Front, handle: Handler): RequestListener {
  const { trustProxy } = config;
  const preferCompressed = staticFolder ? precompressed(staticFolder) : null;
  return (req, res) => {
    // What comes after a reply that ends the connection must not be carried out (RFC 9112 §9.6).
    if (req.socket.writableEnded) return void req.socket.destroy();
    surviveAborts(req, res);
    if (!isValidRequest(req)) return refuse(req, res);
    if (embedded?.handleRequest(req, res)) return;
    trustForwarded(req.headers, clientAddress(req.headers, req.socket.remoteAddress, trustProxy), trustProxy);
    preferCompressed?.(req, res);
    completeHeaders(res);
    tellUnavailable(res);
    closeUnread(req, res);
    handle(req, res).catch((error: unknown) => {
      log.error("A request could not be answered.", { error });
      res.destroy();
    });
  };
}

/** Answers an invalid request without Next. */
function refuse(req: IncomingMessage, res: ServerResponse): void {
  closeUnread(req, res);
  const error: { code: ErrorCode; message: string } = {
    code: "bad_request",
    message: "That is not a request for an address of ours.",
  };
  res
    .writeHead(400, {
      "Content-Type": "application/json",
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
      Connection: "close",
    })
    .end(JSON.stringify({ error }));
}
