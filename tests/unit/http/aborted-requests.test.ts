import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, test } from "vitest";
import { surviveAborts } from "@/lib/http/front/aborted-requests.ts";
import { countRequests } from "@/lib/http/front/drain.ts";

test("a client that goes is told to every reply, also to those that wait behind another, and holds up no end", async () => {
  const closed: string[] = [];
  const server = createServer();
  const drain = countRequests(server, false);
  const arrived = new Promise<void>((resolve) =>
    server.on("request", (req, res) => {
      surviveAborts(req, res);
      res.on("close", () => closed.push(`${req.url} ${res.destroyed}`));
      // The first is never answered, so that the others wait for their turn; the second is ready.
      if (req.url === "/2") res.end("ready");
      if (req.url === "/3") resolve();
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const ask = (path: string) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`;
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.on("error", () => {});
  socket.write(["/1", "/2", "/3"].map(ask).join(""));
  await arrived;
  socket.resetAndDestroy();
  await drain();
  expect(closed.sort()).toEqual(["/1 true", "/2 true", "/3 true"]);
});
