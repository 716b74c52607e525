import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Config } from "../../config.ts";
import type { ErrorCode } from "../../errors.ts";
import { log } from "../../log.ts";
import type { EmbeddedServer } from "../../realtime/embedded/server.ts";
import { isUsableAddress } from "./address.ts";
import { clientAddress, trustForwarded } from "./forwarded.ts";
import { keepLength } from "./length.ts";
import { precompressed } from "./precompressed.ts";
import { endUnread } from "./unread.ts";

type Handler = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

type Front = {
  config: Config;
  embedded: EmbeddedServer | null;
  /** The folder of built scripts that have compressed copies; null in development, where nothing is built. */
  staticFolder: string | null;
  /** Whether the process is ending: it then answers only what is under way. */
  isEnding: () => boolean;
};

const HSTS = "max-age=31536000";

/**
 * Wraps Next's handler: refuses requests that Next would stumble over, hands the live server its own, and leaves in the
 * headers only what this process or a trusted proxy knows.
 */
export function frontRequests({ config, embedded, staticFolder, isEnding }: Front, handle: Handler): RequestListener {
  const { appUrl, trustProxy } = config;
  const preferCompressed = staticFolder ? precompressed(staticFolder) : null;
  return (req, res) => {
    // A sender who vanishes: Next takes its own listener away too early, and an error nobody hears ends the process.
    req.on("error", ignore);
    if (!isUsableAddress(req)) return refuse(res, 400, "bad_request", "That is not a request for an address of ours.");
    if (embedded?.handleRequest(req, res)) return;
    if (isEnding()) return refuse(res, 503, "unavailable", "The server is restarting. Try again soon.");
    trustForwarded(req.headers, clientAddress(req.headers, req.socket.remoteAddress, trustProxy), trustProxy);
    preferCompressed?.(req, res);
    if (appUrl?.protocol === "https:") res.setHeader("Strict-Transport-Security", HSTS);
    keepLength(res);
    endUnread(req, res);
    handle(req, res).catch((error: unknown) => {
      log.error("Next could not answer a request.", { error });
      res.destroy();
    });
  };
}

/** Answers without Next: what it would stumble over, and whoever still asks on a kept connection while we drain. */
function refuse(res: ServerResponse, status: 400 | 503, code: ErrorCode, message: string): void {
  if (status === 503) res.setHeader("Retry-After", "2");
  res
    .writeHead(status, {
      "Content-Type": "application/json",
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
      Connection: "close",
    })
    .end(JSON.stringify({ error: { code, message } }));
}

function ignore(): void {}
