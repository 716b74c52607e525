import type { AppError } from "../errors.ts";
import { HSTS_HEADER, hsts, withHsts } from "./hsts.ts";
import { STATUS } from "./status.ts";

/** A reply with a status other than 200, or with headers of its own. Without data it has no body. */
export class Reply {
  constructor(
    readonly status: number,
    readonly data?: unknown,
    readonly headers?: Record<string, string>,
  ) {}
}

/** A reply whose body is a text: the one kind that our own server can send without making a Response of it. */
export type PlainReply = { status: number; headers: Record<string, string>; body: string | null };

/** What `Retry-After` says where only the server is busy. */
const BUSY_SECONDS = 2;

/** Turns what a route has returned into the reply. */
export function toReply(result: unknown, requestId: string): PlainReply | Response {
  if (result instanceof Response) return withHsts(result);
  const { status, data, headers } =
    result instanceof Reply ? result : new Reply(result === undefined ? 204 : 200, result);
  return plain(status, data, requestId, headers);
}

/** Turns an error into the reply, which says nothing of its cause. */
export function toErrorReply(error: AppError, requestId: string): PlainReply {
  const { code, message, fields } = error;
  const headers: Record<string, string> = {};
  const wait = error.retryAfterSeconds ?? (code === "unavailable" ? BUSY_SECONDS : undefined);
  if (wait) headers["Retry-After"] = String(wait);
  if (code === "unauthorized") headers["WWW-Authenticate"] = "Bearer";
  return plain(STATUS[code], { error: { code, message, ...(fields && { fields }) } }, requestId, headers);
}

/** The same reply as Next takes it. */
export function toResponse(reply: PlainReply | Response): Response {
  if (reply instanceof Response) return reply;
  const { body, status, headers } = reply;
  return new Response(body, { status, headers });
}

function plain(status: number, data: unknown, requestId: string, more?: Record<string, string>): PlainReply {
  const strict = hsts();
  const headers: Record<string, string> = {
    "Cache-Control": "private, no-store",
    "X-Request-Id": requestId,
    ...(strict && { [HSTS_HEADER]: strict }),
    ...more,
  };
  if (data === undefined) return { status, headers, body: null };
  headers["Content-Type"] = "application/json";
  return { status, headers, body: JSON.stringify(data) };
}
