import type { Server } from "node:http";

/** Counts the requests under way. Returns how to stop accepting, which resolves when they are answered. */
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
    // What is left are connections that wait for a request, or opened ahead of one, as browsers do.
    server.closeAllConnections();
  };
}
