import type { ServerResponse } from "node:http";

/** A refusal of the HTTP API; its message is for the caller and never holds a secret or an expected signature. */
export class ApiError extends Error {
  readonly status: 400 | 401 | 404 | 413 | 503;

  constructor(status: ApiError["status"], message: string) {
    super(message);
    this.status = status;
  }
}

/** Answers with a JSON hash, as "HTTP API Reference" has it. Does nothing when the caller has gone. */
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
