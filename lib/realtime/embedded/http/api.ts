import type { IncomingMessage, ServerResponse } from "node:http";
import type { Core } from "../core.ts";
import type { Hub } from "../hub.ts";
import { requestBodyBytes } from "../limits.ts";
import { authenticate, authenticateBody } from "./authenticate.ts";
import { readBody } from "./body.ts";
import { triggerBatch, triggerEvent } from "./events.ts";
import { describeChannel, listChannels, listUsers } from "./queries.ts";
import { ApiError, reply } from "./reply.ts";
import { type ApiAddress, readAddress } from "./request.ts";

/** Answers one request of Pusher's HTTP API. Resolves in any case; a fault of our own is a bare 500 and logged. */
export async function answer(core: Core, hub: Hub, req: IncomingMessage, res: ServerResponse): Promise<void> {
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
  const address = readAddress(req.url ?? "");
  if (address.parts[0] !== core.app.id) throw new ApiError(404, "Unknown application");
  const method = req.method ?? "";
  authenticate(core.app, method, address);
  const body = await readBody(req, requestBodyBytes(core.limits));
  authenticateBody(address, body);
  return route(core, hub, method, address, body);
}

/** The documented endpoints; `POST channels/:name/events`, deprecated there, is not among them. */
function route(core: Core, hub: Hub, method: string, address: ApiAddress, body: Buffer): unknown {
  const [, resource, name = "", action, ...more] = address.parts;
  const endpoint = more.length > 0 ? "" : [method, resource, name && ":name", action].filter(Boolean).join(" ");
  switch (endpoint) {
    case "POST events":
      return triggerEvent(hub, core.limits, body.length > 0 ? parse(body) : fromQuery(address));
    case "POST batch_events":
      return triggerBatch(hub, core.limits, parse(body));
    case "GET channels":
      return listChannels(hub, address.query);
    case "GET channels :name":
      return describeChannel(hub, name, address.query);
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

/** "For POST requests, parameters MAY be submitted in the query string." */
function fromQuery({ query, channels }: ApiAddress): Record<string, unknown> {
  const fields = Object.fromEntries(query);
  return channels.length > 0 ? { ...fields, channels } : fields;
}
