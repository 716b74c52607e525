import type { ServerResponse } from "node:http";
import { isDatabaseInDoubt } from "../../db/away.ts";

/**
 * Makes a page that could not be drawn a 503 while the database is in doubt. Next answers 500, and proxies and
 * crawlers would take that for a fault of Parley's.
 */
export function tellUnavailable(res: ServerResponse): void {
  const writeHead = res.writeHead.bind(res) as (...args: unknown[]) => ServerResponse;
  res.writeHead = (...args: unknown[]) => {
    const [status, ...rest] = args;
    if (status !== 500 || !isDatabaseInDoubt()) return writeHead(...args);
    res.setHeader("Retry-After", "5");
    return writeHead(503, ...rest);
  };
}
