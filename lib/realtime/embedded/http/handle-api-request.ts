import type { IncomingMessage, ServerResponse } from "node:http";
import type { Core } from "../core.ts";
import type { Hub } from "../hub.ts";
import { requestBodyBytes } from "../limits.ts";
import { type ApiUrl, parseApiUrl } from "./api-url.ts";
import { authenticate, authenticateBody } from "./authenticate.ts";
import { triggerBatch, triggerEvent } from "./events.ts";
import { describeChannel, listChannels, listUsers } from "./queries.ts";
import { readBody } from "./read-body.ts";
import { ApiError, reply } from "./reply.ts";

/**
 * Answers one request of Pusher's HTTP API. It always resolves; an unexpected error is logged and answered with a bare
 * 500.
 */
export async function handleApiRequest(core: Core, hub: Hub, req: IncomingMessage, res: ServerResponse): Promise<void> {
  try {
    reply(res, 200, await handle(core, hub, req));
  } catch (error) {
    if (error instanceof ApiError) {
      if (error.status === 401) core.log("warn", "A realtime API request was refused", { reason: error.message });
      reply(res, error.status, { error: error.message });
    } else {
      core.log("error", "A realtime API request failed", { error: String(error) });
      reply(res, 500, { error: "Internal error" });
    }
  }
}

async function handle(core: Core, hub: Hub, req: IncomingMessage): Promise<unknown> {
  const url = parseApiUrl(req.url ?? "");
  if (url.parts[0] !== core.app.id) throw new ApiError(404, "Unknown application");
  const method = req.method ?? "";
  authenticate(core.app, method, url);
  const body = await readBody(req, requestBodyBytes(core.limits));
  authenticateBody(url, body);
  return route(core, hub, method, url, body);
}

/**
 * Calls the handler of a documented endpoint. `POST channels/:name/events` is missing, because Pusher deprecates it.
 */
function route(core: Core, hub: Hub, method: string, url: ApiUrl, body: Buffer): unknown {
  const [, resource, name = "", action, ...more] = url.parts;
  const endpoint = more.length > 0 ? "" : [method, resource, name && ":name", action].filter(Boolean).join(" ");
  switch (endpoint) {
    case "POST events":
      return triggerEvent(hub, core.limits, body.length > 0 ? parse(body) : fromQuery(url));
    case "POST batch_events":
      return triggerBatch(hub, core.limits, parse(body));
    case "GET channels":
      return listChannels(hub, url.query);
    case "GET channels :name":
      return describeChannel(hub, name, url.query);
    case "GET channels :name users":
      return listUsers(hub, name);
    case "POST users :name terminate_connections":
      hub.terminate(name);
      return {};
    default:
      throw new ApiError(404, "Unknown endpoint");
  }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    throw new ApiError(400, "The body is not valid JSON");
  }
}

/**
 * Reads the event from the query string, because Pusher's "HTTP API Reference" says: "For POST requests, parameters MAY
 * be submitted in the query string."
 */
function fromQuery({ query, channels }: ApiUrl): Record<string, unknown> {
  const fields = Object.fromEntries(query);
  return channels.length > 0 ? { ...fields, channels } : fields;
}
