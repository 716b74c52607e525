import { ServerResponse } from "node:http";
import { isDatabaseInDoubt } from "../../db/away.ts";
import { beforeHead } from "./before-head.ts";

/**
 * Makes a page that could not be drawn a 503 while the database is in doubt. Next answers 500, and proxies and
 * crawlers would take that for a fault of Parley's.
 */
export function tellUnavailable(res: ServerResponse): void {
  beforeHead(res, (status) => statusOf(res, status));
}

/** The same for all replies of a process in which no server of ours sees them: a host hands its requests to Next itself. */
export function tellUnavailableAlways(): void {
  const replies = ServerResponse.prototype as { writeHead(...args: unknown[]): ServerResponse };
  const { writeHead } = replies;
  replies.writeHead = function (this: ServerResponse, status: unknown, ...rest: unknown[]) {
    return writeHead.call(this, statusOf(this, status), ...rest);
  };
}

function statusOf(res: ServerResponse, status: unknown): unknown {
  if (status !== 500 || !isDatabaseInDoubt()) return status;
  res.setHeader("Retry-After", "5");
  return 503;
}
