import type { ServerResponse } from "node:http";

/**
 * A refusal of the HTTP API. Its message is sent to the caller, so it never holds a secret or an expected signature.
 */
export class ApiError extends Error {
  readonly status: 400 | 401 | 404 | 413 | 503;

  constructor(status: ApiError["status"], message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * Sends a JSON object, the only kind of reply that "HTTP API Reference" knows. Does nothing when the caller has
 * disconnected.
 */
export function reply(res: ServerResponse, status: number, body: unknown): void {
  if (res.headersSent || res.destroyed) return;
  const text = JSON.stringify(body);
  res.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
    "cache-control": "private, no-store",
    "x-content-type-options": "nosniff",
  });
  res.end(text);
}
