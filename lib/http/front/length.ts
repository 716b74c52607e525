import type { ServerResponse } from "node:http";

/** Set by whoever knows how long the body will be. */
export const LENGTH_HEADER = "x-body-length";

/**
 * Lets a route say how long its body is: Next drops Content-Length from streamed answers, and without it players cannot
 * seek everywhere and downloads show no progress. Left out where the body was compressed on its way.
 */
export function keepLength(res: ServerResponse): void {
  const writeHead = res.writeHead.bind(res) as (...args: unknown[]) => ServerResponse;
  res.writeHead = (...args: unknown[]) => {
    const length = res.getHeader(LENGTH_HEADER);
    res.removeHeader(LENGTH_HEADER);
    if (length !== undefined && !res.hasHeader("content-encoding")) res.setHeader("Content-Length", length);
    return writeHead(...args);
  };
}
