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
import { type PlainReply, Reply, toErrorReply, toReply, toResponse } from "./api-reply.ts";
import type { ApiRequest } from "./api-request.ts";
import { readBody } from "./body.ts";
import { getClientInfo } from "./client-info.ts";
import { parse } from "./parse.ts";
import { enforceLimit } from "./rate-limiter.ts";
import { isSameOrigin } from "./same-origin.ts";

export { Reply };

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

type Given<S extends Schemas, A extends boolean, R = ApiRequest> = {
  viewer: A extends false ? Viewer | null : Viewer;
  params: Out<S["params"]>;
  query: Out<S["query"]>;
  body: Out<S["body"]>;
  origin: ClientInfo;
  request: R;
};

type Context = { params: Promise<unknown> };
type Answer = (request: ApiRequest, context: Context) => Promise<PlainReply | Response>;

/**
 * Wraps every route handler: it identifies the viewer, refuses forged cross-site requests, counts against the limit,
 * parses params, query and body, calls `handle`, and turns its result or error into the reply. Errors become `{ error:
 * { code, message, fields? } }`; unexpected errors reveal nothing but a request id.
 */
export function route<S extends Schemas, A extends boolean = true>(
  needs: Needs<S, A>,
  handle: (given: Given<S, A>) => Promise<unknown>,
) {
  return eitherWay((request, context, seen) => run(request, context, needs, handle, seen));
}

/** Wraps a handler that is open to all: it identifies nobody and counts against no limit. */
export function openRoute(handle: () => Promise<unknown>) {
  return eitherWay(handle);
}

/** As `route`, for a handler that uses Next's own request: Next always calls it itself. */
export function nextRoute<S extends Schemas, A extends boolean = true>(
  needs: Needs<S, A>,
  handle: (given: Given<S, A, NextRequest>) => Promise<unknown>,
) {
  return async (request: NextRequest, context: Context): Promise<Response> =>
    toResponse(await answer(request, (seen) => run(request, context, needs, handle, seen)));
}

/**
 * Makes the function that Next calls. Our own server calls its `answer` instead, ahead of Next's router
 * (lib/http/direct), which is the same but for the last step.
 */
function eitherWay(work: (request: ApiRequest, context: Context, seen: RequestTrace) => Promise<unknown>) {
  const answerIt: Answer = (request, context) => answer(request, (seen) => work(request, context, seen));
  const handler = async (request: NextRequest, context: Context) => toResponse(await answerIt(request, context));
  return Object.assign(handler, { answer: answerIt });
}

/** The fields that the log gets for a refused or failed request. */
type RequestTrace = { requestId: string; userId: string | null };

async function answer(
  request: ApiRequest,
  work: (seen: RequestTrace) => Promise<unknown>,
): Promise<PlainReply | Response> {
  const seen: RequestTrace = { requestId: randomUUID(), userId: null };
  try {
    return toReply(await work(seen), seen.requestId);
  } catch (error) {
    return toErrorReply(known(error, request, seen), seen.requestId);
  }
}

async function run<S extends Schemas, A extends boolean, R extends ApiRequest>(
  request: R,
  context: Context,
  needs: Needs<S, A>,
  handle: (given: Given<S, A, R>) => Promise<unknown>,
  seen: RequestTrace,
): Promise<unknown> {
  return handle((await prepare(request, context, needs, seen)) as Given<S, A, R>);
}

async function prepare(
  request: ApiRequest,
  context: Context,
  needs: Needs<Schemas, boolean>,
  seen: RequestTrace,
): Promise<Record<keyof Given<Schemas, boolean>, unknown>> {
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
  if (!needs.body) return { viewer: sender, origin, request, params, query, body: undefined };
  const body = parse(needs.body, await readBody(request, needs.form === true));
  // The session is checked again after the body, which may arrive much later than the headers.
  const { viewer } = await whoAsks(request);
  if (needs.signedIn !== false && !viewer) throw logInFirst();
  return { viewer, origin, request, params, query, body };
}

async function whoAsks(request: ApiRequest): Promise<Identity> {
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

/** Returns what the reply may say of an error, and logs what it may not. */
function known(error: unknown, request: ApiRequest, { requestId, userId }: RequestTrace): AppError {
  const away = whenAway(error);
  const told = away instanceof AppError ? away : unforeseen(error, request, requestId);
  if (told.code === "forbidden") {
    const { address } = getClientInfo(request.headers);
    const { method, nextUrl } = request;
    log.warn("refused", { requestId, method, path: nextUrl.pathname, userId, address, reason: told.message });
  }
  if (told.code === "unavailable" && !told.isLogged) log.error("unavailable", { requestId, cause: told.cause ?? told });
  return told;
}

function unforeseen(error: unknown, request: ApiRequest, requestId: string): AppError {
  log.error("request failed", { requestId, method: request.method, path: request.nextUrl.pathname, error });
  return new AppError("internal", `Something went wrong on the server. Its log has the details under ${requestId}.`);
}
