// docs/reliability.md M8.
import { Agent, createServer, get, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { countRequests } from "@/lib/http/front/drain.ts";

async function listening(): Promise<Server> {
  const server = createServer((_req, res) => void res.end("answered"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

const ask = (port: number, agent: Agent) =>
  new Promise<string>((resolve, reject) => {
    const request = get({ port, host: "127.0.0.1", agent }, (response) =>
      response.resume().once("end", () => resolve(`${response.statusCode} ${response.headers.connection}`)),
    );
    request.once("error", reject);
  });

test("a proxy's open connection carries one more request, and the drain ends when it is closed", async () => {
  const server = await listening();
  const drain = countRequests(server, true);
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  expect(await ask(port, agent)).toBe("200 keep-alive");
  const drained = drain();
  expect(await ask(port, agent)).toBe("200 close");
  await drained;
  await expect(ask(port, agent)).rejects.toThrow("ECONNREFUSED");
});

test("without a proxy an idle connection is cut at once", async () => {
  const server = await listening();
  const drain = countRequests(server, false);
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  expect(await ask(port, agent)).toBe("200 keep-alive");
  await drain();
  await expect(ask(port, agent)).rejects.toThrow(/ECONNREFUSED|ECONNRESET|socket hang up/);
});
