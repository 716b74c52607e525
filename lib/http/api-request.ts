/** What is read of a request's headers. */
export type RequestHeaders = Pick<Headers, "get" | "has">;

/**
 * What a route may use of a request: a part of Next's own, so that the request can also be one that our own server has
 * made, ahead of Next's router (lib/http/direct).
 */
export type ApiRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: RequestHeaders;
  readonly cookies: { get(name: string): { value: string } | undefined };
  readonly nextUrl: { readonly pathname: string; readonly searchParams: URLSearchParams };
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>> | null;
  /** Aborts when the client has gone before it was answered. */
  readonly signal: AbortSignal;
  /**
   * Reads the whole body; null as soon as more than `max` bytes have come. Our own server has it, because a Web stream
   * costs more than the rest of a small request.
   */
  readUpTo?(max: number): Promise<Uint8Array<ArrayBuffer> | null>;
};
