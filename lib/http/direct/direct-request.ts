import type { IncomingMessage, ServerResponse } from "node:http";
import type { ApiRequest, RequestHeaders } from "../api-request.ts";
import { ownOrigin } from "../same-origin.ts";
import { bodyStream, readUpTo } from "./incoming-body.ts";
import { cookieValue } from "./request-cookies.ts";

/** A request as a route sees it. Whatever costs something is made when it is asked for. */
export class DirectRequest implements ApiRequest {
  readonly method: string;
  readonly headers: RequestHeaders;
  #body: ApiRequest["body"] | undefined;
  #signal: AbortSignal | undefined;
  #url: ApiRequest["nextUrl"] | undefined;

  constructor(
    private readonly req: IncomingMessage,
    private readonly res: ServerResponse,
  ) {
    this.method = req.method ?? "GET";
    this.headers = { get: (name) => headerOf(req, name), has: (name) => headerOf(req, name) !== null };
  }

  get url(): string {
    const origin = ownOrigin(this.headers);
    // Where several proxies have written the name, it is a list.
    return new URL(this.req.url ?? "/", URL.canParse(origin) ? origin : "http://localhost").href;
  }

  get nextUrl(): ApiRequest["nextUrl"] {
    this.#url ??= parseUrl(this.req.url ?? "/");
    return this.#url;
  }

  readonly cookies = {
    get: (name: string) => {
      const value = cookieValue(this.headers.get("cookie"), name);
      return value === undefined ? undefined : { value };
    },
  };

  get body(): ApiRequest["body"] {
    this.#body ??= this.#mayHaveBody() ? bodyStream(this.req) : null;
    return this.#body;
  }

  get signal(): AbortSignal {
    this.#signal ??= signalOf(this.res);
    return this.#signal;
  }

  async readUpTo(max: number): Promise<Uint8Array<ArrayBuffer> | null> {
    return this.#mayHaveBody() ? readUpTo(this.req, max) : new Uint8Array();
  }

  /** As with a Request of the platform, GET and HEAD have none, whatever is sent. */
  #mayHaveBody(): boolean {
    return this.method !== "GET" && this.method !== "HEAD";
  }
}

/** Node has joined the values of a header that came several times, except those of Set-Cookie. */
function headerOf({ headers }: IncomingMessage, name: string): string | null {
  const key = name.toLowerCase();
  if (!Object.hasOwn(headers, key)) return null;
  const value = headers[key];
  return Array.isArray(value) ? value.join(", ") : (value ?? null);
}

function parseUrl(url: string): ApiRequest["nextUrl"] {
  const at = url.indexOf("?");
  if (at < 0) return { pathname: url, searchParams: new URLSearchParams() };
  const hash = url.indexOf("#", at);
  return {
    pathname: url.slice(0, at),
    searchParams: new URLSearchParams(url.slice(at + 1, hash < 0 ? undefined : hash)),
  };
}

/** Aborts when the connection closes before the reply has ended. */
function signalOf(res: ServerResponse): AbortSignal {
  if (res.destroyed) return AbortSignal.abort();
  const controller = new AbortController();
  res.once("close", () => {
    if (!res.writableFinished) controller.abort();
  });
  return controller.signal;
}
