import type { ServerResponse } from "node:http";
import { isDatabaseInDoubt } from "../../db/away.ts";
import { beforeHead } from "./before-head.ts";

/**
 * Makes a page that could not be drawn a 503 while the database is in doubt. Next answers 500, and proxies and
 * crawlers would take that for a fault of Parley's.
 */
export function tellUnavailable(res: ServerResponse): void {
  beforeHead(res, (status) => {
    if (status !== 500 || !isDatabaseInDoubt()) return status;
    res.setHeader("Retry-After", "5");
    return 503;
  });
}
