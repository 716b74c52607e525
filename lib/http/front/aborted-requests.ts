import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

const inProgress = new WeakMap<Socket, Map<IncomingMessage, ServerResponse>>();

/**
 * Lets a client disconnect at any moment. Node then emits an error on each request of that connection which has no
 * reply yet, and an error without a listener ends the process. A listener that is added when the request arrives does
 * not last: after Next has copied a body for the proxy, it replaces all listeners of the request. Every reply hears `close`,
 * also one that waits for its turn on the connection, of which Node says nothing.
 */
export function surviveAborts(req: IncomingMessage, res: ServerResponse): void {
  const requests = requestsOf(req.socket);
  requests.set(req, res);
  req.on("error", ignore);
  res.once("close", () => requests.delete(req));
}

/**
 * The requests of the connection that have no reply yet, with what is to be their reply: more than one when a client sends
 * them without waiting.
 */
function requestsOf(socket: Socket): Map<IncomingMessage, ServerResponse> {
  const known = inProgress.get(socket);
  if (known) return known;
  const requests = new Map<IncomingMessage, ServerResponse>();
  inProgress.set(socket, requests);
  // Node's own listeners, which end the requests, were added before these.
  for (const event of ["end", "error", "close"])
    socket.prependListener(event, () => {
      for (const req of requests.keys()) if (!req.listeners("error").includes(ignore)) req.on("error", ignore);
    });
  // After Node's own listener, which tells the reply whose turn it is.
  socket.once("close", () => {
    for (const res of [...requests.values()].filter((one) => one.socket === null && !one.writableFinished)) {
      res.destroy();
      res.emit("close");
    }
  });
  return requests;
}

function ignore(): void {}
