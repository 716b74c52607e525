// docs/reliability.md M8.
import { Agent, createServer, get, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Worker } from "node:worker_threads";
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
    request.on("error", reject);
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

test("a request that is answered at the very moment of the end has its connection ended too", async () => {
  const server = createServer();
  const drain = countRequests(server, false);
  const underWay = new Promise<ServerResponse>((resolve) => server.on("request", (_req, res) => resolve(res)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const reply = ask((server.address() as AddressInfo).port, new Agent({ keepAlive: true }));
  const res = await underWay;
  const drained = drain();
  res.end("answered");
  expect(await reply).toBe("200 close");
  await drained;
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

test("what a busy process has not read yet is answered, though its connection is not accepted yet", async () => {
  const server = await listening();
  const drain = countRequests(server, false);
  const { port } = server.address() as AddressInfo;
  const written = new Int32Array(new SharedArrayBuffer(4));
  const client = new Worker(
    `const { workerData: { port, written }, parentPort } = require("node:worker_threads");
     const socket = require("node:net").connect(port, "127.0.0.1");
     socket.write("GET / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n", () => {
       Atomics.store(written, 0, 1);
       Atomics.notify(written, 0);
     });
     let reply = "";
     socket.on("data", (bytes) => (reply += bytes)).on("close", () => parentPort.postMessage(reply)).on("error", () => {});`,
    { eval: true, workerData: { port, written } },
  );
  const reply = new Promise((resolve) => client.once("message", resolve));
  // The thread of the server does nothing else meanwhile.
  Atomics.wait(written, 0, 0);
  await drain();
  expect(await reply).toMatch(/^HTTP\/1\.1 200 OK\r\n.*Connection: close.*answered$/s);
});
