import type { ErrorCode } from "../errors.ts";
import * as z from "../z.ts";

/** Longer than any reply of a healthy server takes, and short enough that a person still waits. */
const REQUEST_TIMEOUT_MS = 15_000;

/**
 * The failure of a request to our own API. `message` can be shown to people. The code `network` means that no usable
 * answer came.
 */
export class ApiError extends Error {
  readonly status: number;
  readonly code: ErrorCode | "network";
  readonly fields?: Record<string, string>;
  readonly retryAfterSeconds?: number;

  constructor(
    status: number,
    code: ErrorCode | "network",
    message: string,
    details: { fields?: Record<string, string>; retryAfterSeconds?: number } = {},
  ) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.fields = details.fields;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

export type ApiOptions<T> = {
  method?: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  headers?: Record<string, string>;
  /** The body, which is sent as JSON. */
  body?: unknown;
  /** The schema of the reply; a reply that does not match is an error of the server. */
  schema?: z.core.$ZodType<T>;
  signal?: AbortSignal;
  timeoutMs?: number;
  /** Lets the request outlive the page, for read marks that are sent while leaving. */
  keepalive?: boolean;
};

type Listener = () => void;
const signedOutListeners = new Set<Listener>();

/** Calls `listener` when any request finds that the session has ended. Returns a function that removes the listener. */
export function onSignedOut(listener: Listener): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

/**
 * The header that names the person for whom the page was rendered, because the browser's cookie may belong to another
 * person by now.
 */
export const VIEWER_HEADER = "x-parley-viewer";
let viewerId: string | undefined;

/**
 * Sets the person for whom this tab sends requests. When somebody else has logged in meanwhile in another tab, the
 * server refuses them like requests without a session, so that one person's messages are not sent under another's name.
 */
export function setRequestViewer(id: string): void {
  viewerId = id;
}

/** Sends one request to our own API. Throws `ApiError`, or the reason of `signal` when the caller aborts. */
export async function api<T = void>(path: string, options: ApiOptions<T> = {}): Promise<T> {
  const reply = await request(path, options);
  const json = await readJson(reply, options.signal);
  if (!reply.ok) {
    if (reply.status === 401) for (const listener of [...signedOutListeners]) listener();
    throw toApiError(reply, json);
  }
  if (!options.schema) return json as T;
  const parsed = z.safeParse(options.schema, json);
  if (parsed.success) return parsed.data;
  console.warn(`The answer to ${path} is not what was expected.`, parsed.error.issues);
  throw new ApiError(reply.status, "internal", "The server's answer could not be read. Reload the page.");
}

async function request(path: string, options: ApiOptions<unknown>): Promise<Response> {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? REQUEST_TIMEOUT_MS);
  const hasBody = options.body !== undefined;
  try {
    return await fetch(path, {
      method: options.method ?? "GET",
      headers: {
        accept: "application/json",
        ...options.headers,
        ...(hasBody && { "content-type": "application/json" }),
        ...(viewerId && { [VIEWER_HEADER]: viewerId }),
      },
      body: hasBody ? JSON.stringify(options.body) : undefined,
      credentials: "same-origin",
      cache: "no-store",
      keepalive: options.keepalive,
      signal: options.signal ? AbortSignal.any([options.signal, timeout]) : timeout,
    });
  } catch {
    throw networkFault(options.signal);
  }
}

async function readJson(reply: Response, signal?: AbortSignal): Promise<unknown> {
  let text: string;
  try {
    text = await reply.text();
  } catch {
    throw networkFault(signal);
  }
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // The reply is a proxy's error page, or it was truncated.
    if (reply.ok) throw networkFault(signal);
    return undefined;
  }
}

function networkFault(signal?: AbortSignal): unknown {
  return signal?.aborted ? signal.reason : unreachable();
}

export const unreachable = (): ApiError => new ApiError(0, "network", "The server could not be reached.");

/** Loads code on demand. Throws `ApiError` when it cannot be loaded now; the next call tries again. */
export async function fetchCode<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch {
    throw unreachable();
  }
}

/** Turns an error reply of our API into an error. */
export function toApiError(reply: Response, json: unknown): ApiError {
  const error = (json as { error?: { code?: ErrorCode; message?: string; fields?: Record<string, string> } })?.error;
  const wait = Number(reply.headers.get("retry-after") ?? Number.NaN);
  return new ApiError(
    reply.status,
    error?.code ?? (reply.status >= 500 ? "unavailable" : "bad_request"),
    error?.message ?? "The server cannot answer at the moment. Try again.",
    { fields: error?.fields, retryAfterSeconds: Number.isFinite(wait) ? wait : undefined },
  );
}
