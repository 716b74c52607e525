import type { ErrorCode } from "../errors.ts";
import * as z from "../z.ts";

/** Longer than any reply of a healthy server takes, short enough that a person still waits. */
const REQUEST_TIMEOUT_MS = 15_000;

/** What a request to our own API can fail with. `message` is fit to be shown. `network`: no usable answer came. */
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
  /** Sent as JSON. */
  body?: unknown;
  /** What the reply must be; a reply that is not is a fault of the server. */
  schema?: z.core.$ZodType<T>;
  signal?: AbortSignal;
  timeoutMs?: number;
  /** Lets the request outlive the page, for marks that are written while leaving. */
  keepalive?: boolean;
};

type Listener = () => void;
const signedOutListeners = new Set<Listener>();

/** Calls `listener` when any request finds that the session has ended. Returns how to stop. */
export function onSignedOut(listener: Listener): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

/** Names the person whose page a request comes from: the browser's cookie may be another's by now. */
export const VIEWER_HEADER = "x-parley-viewer";
let viewerId: string | undefined;

/**
 * From now on this tab's requests are this person's. When somebody else has logged in meanwhile in another tab, the server
 * refuses them as it does without a session, rather than have one person's messages sent under another's name.
 */
export function speakAs(id: string): void {
  viewerId = id;
}

/** One request to our own API. Throws `ApiError`, or the reason of `signal` when the caller aborts. */
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
    // A proxy's error page, or a reply cut in the middle.
    if (reply.ok) throw networkFault(signal);
    return undefined;
  }
}

function networkFault(signal?: AbortSignal): unknown {
  return signal?.aborted ? signal.reason : unreachable();
}

export const unreachable = (): ApiError => new ApiError(0, "network", "The server could not be reached.");

/** A part of the program that comes when it is needed. Throws `ApiError` when it cannot be had now; the next call tries again. */
export async function fetchCode<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch {
    throw unreachable();
  }
}

/** The error that an answer of our API stands for. */
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
