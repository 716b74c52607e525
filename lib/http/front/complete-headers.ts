import type { ServerResponse } from "node:http";
import { HSTS_HEADER, hsts } from "../hsts.ts";
import { beforeHead } from "./before-head.ts";

/** A route sets this header when it knows the length of its body. */
export const LENGTH_HEADER = "x-body-length";

/**
 * Turns LENGTH_HEADER into Content-Length. Next drops Content-Length from streamed replies, without which players
 * cannot seek everywhere and downloads show no progress. It is left out when the body was compressed. It also sets
 * HSTS_HEADER where no route and no page does, as for scripts, and once: Next would append a second one to the first.
 */
export function completeHeaders(res: ServerResponse): void {
  beforeHead(res, (status) => {
    const length = res.getHeader(LENGTH_HEADER);
    res.removeHeader(LENGTH_HEADER);
    if (length !== undefined && !res.hasHeader("content-encoding")) res.setHeader("Content-Length", length);
    const strict = hsts();
    if (strict) res.setHeader(HSTS_HEADER, strict);
    return status;
  });
}
