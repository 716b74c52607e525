import "server-only";
import { randomUUID } from "node:crypto";
import type { NextRequest } from "next/server";
import { sessionCookieName } from "../auth/token-cookie.ts";
import { type Identity, identify, type Viewer } from "../auth/viewer.ts";
import type { ClientInfo } from "../auth/viewer-type.ts";
import { VIEWER_HEADER } from "../browser/api.ts";
import { getConfig } from "../config.ts";
import { whenAway } from "../db/doors.ts";
import { AppError } from "../errors.ts";
import { log } from "../log.ts";
import type { LimitName } from "../rate-limit-settings.ts";
import * as z from "../z.ts";
import { readBody } from "./body.ts";
import { getClientInfo } from "./client-info.ts";
import { withHsts } from "./hsts.ts";
import { parse } from "./parse.ts";
import { enforceLimit } from "./rate-limiter.ts";
import { isSameOrigin } from "./same-origin.ts";
import { STATUS } from "./status.ts";

type Schemas = { params?: z.core.$ZodType; query?: z.core.$ZodType; body?: z.core.$ZodType };
type Out<S> = S extends z.core.$ZodType ? z.output<S> : undefined;

type Needs<S extends Schemas, A extends boolean> = S & {
  /** False for a route that needs no log-in. */
  signedIn?: A;
  /** The limit against which a request counts, per person, or per network without a log-in. */
  limit?: LimitName;
  /** Whether the body may also be an HTML form, as Pusher clients send it. */
  form?: boolean;
  /** True for a route that only browsers use: a request without Origin is refused even without a cookie. */
  browser?: boolean;
};

type Given<S extends Schemas, A extends boolean> = {
  viewer: A extends false ? Viewer | null : Viewer;
  params: Out<S["params"]>;
  query: Out<S["query"]>;
  body: Out<S["body"]>;
  origin: ClientInfo;
  request: NextRequest;
};

/** A reply with a status other than 200. Without data it has no body. */
export class Reply {
  constructor(
    readonly status: number,
    readonly data?: unknown,
  ) {}
}

/**
 * Wraps every route handler: it identifies the viewer, refuses forged cross-site requests, counts against the limit,
 * parses params, query and body, calls `handle`, and turns its result or error into the reply. Errors become `{ error:
 * { code, message, fields? } }`; unexpected errors reveal nothing but a request id.
 */
export function route<S extends Schemas, A extends boolean = true>(
  needs: Needs<S, A>,
  handle: (given: Given<S, A>) => Promise<unknown>,
) {
  return async (request: NextRequest, context: { params: Promise<unknown> }): Promise<Response> => {
    const seen: RequestTrace = { requestId: randomUUID(), userId: null };
    try {
      const result = await handle((await prepare(request, context, needs, seen)) as Given<S, A>);
      return withHsts(toResponse(result, seen.requestId));
    } catch (error) {
      return withHsts(toErrorResponse(error, request, seen));
    }
  };
}

/** What `Retry-After` says where only the server is busy. */
const BUSY_SECONDS = 2;

/** The fields that the log gets for a refused or failed request. */
type RequestTrace = { requestId: string; userId: string | null };

async function prepare(
  request: NextRequest,
  context: { params: Promise<unknown> },
  needs: Needs<Schemas, boolean>,
  seen: RequestTrace,
) {
  const { viewer: sender, by } = await whoAsks(request);
  seen.userId = sender?.id ?? null;
  const origin = getClientInfo(request.headers);
  const ambient = by === "cookie" || needs.browser === true;
  if (changesState(request.method) && !isSameOrigin(request.headers, getConfig().appUrl, ambient)) {
    throw new AppError("forbidden", "This request does not come from Parley's own pages.");
  }
  if (needs.signedIn !== false && !sender) throw logInFirst();
  await enforceLimit(needs.limit ?? "request", sender?.id ?? origin.address);
  const params = needs.params && parseParams(needs.params, await context.params);
  const query = needs.query && parse(needs.query, Object.fromEntries(request.nextUrl.searchParams));
  if (!needs.body) return { viewer: sender, origin, request, params, query };
  const body = parse(needs.body, await readBody(request, needs.form === true));
  // The session is checked again after the body, which may arrive much later than the headers.
  const { viewer } = await whoAsks(request);
  if (needs.signedIn !== false && !viewer) throw logInFirst();
  return { viewer, origin, request, params, query, body };
}

async function whoAsks(request: NextRequest): Promise<Identity> {
  const identity = await identify(
    request.headers.get("authorization"),
    request.cookies.get(sessionCookieName())?.value,
  );
  const meant = request.headers.get(VIEWER_HEADER);
  // The page was rendered for another person who was logged in before, so its request must not act for the current one.
  return meant && identity.viewer?.id !== meant ? { ...identity, viewer: null } : identity;
}

function logInFirst(): AppError {
  return new AppError("unauthorized", "Log in first.");
}

function changesState(method: string): boolean {
  return method !== "GET" && method !== "HEAD" && method !== "OPTIONS";
}

/** An id that cannot exist is answered like one that does not: with `not_found`. */
function parseParams(schema: z.core.$ZodType, params: unknown): unknown {
  const result = z.safeParse(schema, params);
  if (!result.success) throw new AppError("not_found", "There is nothing at this address.");
  return result.data;
}

function toResponse(result: unknown, requestId: string): Response {
  if (result instanceof Response) return result;
  const reply = result instanceof Reply ? result : new Reply(result === undefined ? 204 : 200, result);
  const headers = { "Cache-Control": "private, no-store", "X-Request-Id": requestId };
  return reply.data === undefined
    ? new Response(null, { status: reply.status, headers })
    : Response.json(reply.data, { status: reply.status, headers });
}

function toErrorResponse(error: unknown, request: NextRequest, { requestId, userId }: RequestTrace): Response {
  const away = whenAway(error);
  const known = away instanceof AppError ? away : unforeseen(error, request, requestId);
  if (known.code === "forbidden") {
    const { address } = getClientInfo(request.headers);
    const { method, nextUrl } = request;
    log.warn("refused", { requestId, method, path: nextUrl.pathname, userId, address, reason: known.message });
  }
  if (known.code === "unavailable" && !known.isLogged)
    log.error("unavailable", { requestId, cause: known.cause ?? known });
  const response = Response.json(
    { error: { code: known.code, message: known.message, ...(known.fields && { fields: known.fields }) } },
    { status: STATUS[known.code], headers: { "Cache-Control": "private, no-store", "X-Request-Id": requestId } },
  );
  const wait = known.retryAfterSeconds ?? (known.code === "unavailable" ? BUSY_SECONDS : undefined);
  if (wait) response.headers.set("Retry-After", String(wait));
  if (known.code === "unauthorized") response.headers.set("WWW-Authenticate", "Bearer");
  return response;
}

function unforeseen(error: unknown, request: NextRequest, requestId: string): AppError {
  log.error("request failed", { requestId, method: request.method, path: request.nextUrl.pathname, error });
  return new AppError("internal", `Something went wrong on the server. Its log has the details under ${requestId}.`);
}
