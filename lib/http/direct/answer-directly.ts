import type { IncomingMessage, ServerResponse } from "node:http";
import { log } from "../../log.ts";
import { DirectRequest } from "./direct-request.ts";
import type { DirectRoute } from "./route-table.ts";
import type { RouteTree } from "./route-tree.ts";
import { sendReply } from "./send-reply.ts";

export type Handler = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

/** Headers by which Next's own client asks for something else than the reply of a route, or by which Next is told more. */
const TO_NEXT = /^(rsc$|next-|x-next|x-middleware-|x-invoke|x-prerender|x-matched-path$|x-now-)/;
const DRAFT_COOKIE = "__prerender_bypass";

/**
 * Wraps Next's handler: what is asked of an API route is answered by the function that Next would call, without Next's
 * router, which costs several times as much as our part. All that is odd about a request is left to Next.
 */
export function answerDirectly(routes: RouteTree<DirectRoute>, next: Handler): Handler {
  return async (req, res) => {
    const { url = "" } = req;
    const match = !url.startsWith("/api/") || asksNext(req) ? null : routes.find(pathOf(url));
    const handler = await match?.route.handlerOf(req.method ?? "").catch(notLoaded);
    if (!match || !handler) return next(req, res);
    // Node emits it for what is written after the client has gone.
    res.on("error", () => {});
    const request = new DirectRequest(req, res);
    try {
      const reply = await handler(request, { params: Promise.resolve(match.params) });
      if (!res.destroyed) await sendReply({ req, res }, match.route, reply);
      else if (reply instanceof Response) await reply.body?.cancel();
    } catch (error) {
      fail(req, res, error);
    }
  };
}

/** Next tries to load the route itself then, and has a reply where that fails too. */
function notLoaded(error: unknown): null {
  log.error("a route could not be loaded", { error });
  return null;
}

export function pathOf(url: string): string {
  const at = url.indexOf("?");
  return at < 0 ? url : url.slice(0, at);
}

/** Whether the request wants something that only Next knows of, such as a part of a page. */
export function asksNext({ url = "", headers }: IncomingMessage): boolean {
  if (url.includes("_rsc") || headers.cookie?.includes(DRAFT_COOKIE)) return true;
  for (const name in headers) if (TO_NEXT.test(name)) return true;
  return false;
}

/** Routes turn their errors into replies, so this is one of the reply itself, such as a file that cannot be read. */
function fail({ method, url = "" }: IncomingMessage, res: ServerResponse, error: unknown): void {
  log.error("a reply failed", { method, path: pathOf(url), error });
  if (res.headersSent) return void res.destroy();
  res.statusCode = 500;
  res.end();
}
