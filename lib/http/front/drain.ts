import type { Server, ServerResponse } from "node:http";
import { Server as TcpServer } from "node:net";

/** How long a proxy may go on to use connections that it has open already. */
const PROXY_LINGER_MS = 1_000;
const LOOK_AGAIN_MS = 20;
/** A connection is accepted in one turn of the event loop, and what it has sent is read in the next. */
const TURNS_TO_ARRIVE = 3;

/**
 * Keeps the requests in progress. Returns a function that stops accepting connections and resolves when all requests are
 * answered, those included that the system holds for a busy process, or that still come on open connections: whoever
 * sent them could not know. Each connection ends with its next reply. `behindProxy` says that a proxy keeps connections
 * open for the next request of anybody.
 */
export function countRequests(server: Server, behindProxy: boolean): () => Promise<void> {
  const underWay = new Set<ServerResponse>();
  let isEnding = false;
  server.prependListener("request", (_req, res) => {
    if (isEnding) endConnection(res);
    underWay.add(res);
    res.once("close", () => underWay.delete(res));
  });
  return async () => {
    isEnding = true;
    for (const res of underWay) endConnection(res);
    for (let turn = 0; turn < TURNS_TO_ARRIVE; turn++) await new Promise((resolve) => setImmediate(resolve));
    const lingerUntil = Date.now() + (behindProxy ? PROXY_LINGER_MS : 0);
    // The HTTP server's own close would cut idle connections at once, and with them what a proxy is just sending on one
    // of them: no proxy may repeat a request that changes something.
    if (behindProxy) TcpServer.prototype.close.call(server);
    else server.close();
    while (underWay.size > 0 || (Date.now() < lingerUntil && (await countConnections(server)) > 0))
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    // The remaining connections wait for a request, or were opened in advance, as browsers do.
    server.closeAllConnections();
  };
}

function endConnection(res: ServerResponse): void {
  if (!res.headersSent) res.setHeader("Connection", "close");
}

function countConnections(server: Server): Promise<number> {
  return new Promise((resolve) => server.getConnections((_error, count) => resolve(count ?? 0)));
}
