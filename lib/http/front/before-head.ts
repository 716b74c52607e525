import type { ServerResponse } from "node:http";

/** Calls `change` before the head of the reply is written. The head gets the status that it returns. */
export function beforeHead(res: ServerResponse, change: (status: unknown) => unknown): void {
  const writeHead = res.writeHead.bind(res) as (...args: unknown[]) => ServerResponse;
  res.writeHead = (status: unknown, ...rest: unknown[]) => writeHead(change(status), ...rest);
}
