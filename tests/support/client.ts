import assert from "node:assert";
import * as z from "../../lib/z.ts";

export type Reply = { status: number; headers: Headers; body: unknown };

export type RequestOptions = { headers?: Record<string, string>; signal?: AbortSignal };

/** A client of the JSON API of the server at `url`, with a bearer token if it has one. */
export function client(url: string, token?: string) {
  async function request(method: string, path: string, body?: unknown, options: RequestOptions = {}): Promise<Reply> {
    const response = await fetch(new URL(path, url), {
      method,
      redirect: "manual",
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...options.headers,
      },
      body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
      signal: options.signal,
    });
    return { status: response.status, headers: response.headers, body: parseBody(await response.text()) };
  }
  return {
    request,
    get: (path: string, options?: RequestOptions) => request("GET", path, undefined, options),
    /** A string is sent as it is, anything else as JSON. */
    post: (path: string, body?: unknown, options?: RequestOptions) => request("POST", path, body, options),
    put: (path: string, body?: unknown, options?: RequestOptions) => request("PUT", path, body, options),
    patch: (path: string, body?: unknown, options?: RequestOptions) => request("PATCH", path, body, options),
    delete: (path: string, options?: RequestOptions) => request("DELETE", path, undefined, options),
  };
}

export type Client = ReturnType<typeof client>;

/** The parsed body of a reply. Throws when the reply is no success, or does not have exactly the schema's fields. */
export async function expectReply<T>(reply: Reply | Promise<Reply>, schema: z.core.$ZodType<T>): Promise<T> {
  const { status, body } = await reply;
  if (status < 200 || status > 299) throw new Error(`${status} ${JSON.stringify(body)}`);
  const parsed = z.parse(schema, body);
  // The schemas drop unknown fields, so that an open tab outlives a newer server. In tests nothing may be dropped.
  assert.deepStrictEqual(body, parsed, "the reply has a field that its schema does not name");
  return parsed;
}

/** Returns a reply with any success status, and throws otherwise. */
export async function expectSuccess(reply: Reply | Promise<Reply>): Promise<Reply> {
  const got = await reply;
  if (got.status < 200 || got.status > 299) throw new Error(`${got.status} ${JSON.stringify(got.body)}`);
  return got;
}

/** A refusal as one string that a test can compare, such as `404 not_found`. */
export async function refusal(reply: Reply | Promise<Reply>): Promise<string> {
  const { status, body } = await reply;
  const code = (body as { error?: { code?: string } } | undefined)?.error?.code;
  return `${status} ${code ?? "no error"}`;
}

function parseBody(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}
