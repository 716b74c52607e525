import type { Server } from "node:http";

/**
 * Counts the requests in progress. Returns a function that stops accepting connections and resolves when all requests
 * are answered.
 */
export function countRequests(server: Server): () => Promise<void> {
  let underWay = 0;
  server.on("request", (_req, res) => {
    underWay += 1;
    res.once("close", () => {
      underWay -= 1;
    });
  });
  return async () => {
    server.close();
    while (underWay > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    // The remaining connections wait for a request, or were opened in advance, as browsers do.
    server.closeAllConnections();
  };
}
