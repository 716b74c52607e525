import { createServer, get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PlainReply } from "@/lib/http/api-reply.ts";
import { sendReply } from "@/lib/http/direct/send-reply.ts";

const route = { headers: [["X-Frame-Options", "DENY"]] as const, vary: "rsc", handlerOf: async () => null };
let reply: PlainReply | Response = new Response();
let sent: Promise<string> = Promise.resolve("");
const server = createServer((req, res) => {
  sent = sendReply({ req, res }, route, reply).then(
    () => "sent",
    (error: Error) => error.message,
  );
});
let port = 0;
beforeAll(() => new Promise<void>((done) => server.listen(0, "127.0.0.1", done)));
beforeAll(() => {
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());

/** Asks for `what` and resolves when the head of the reply is here. */
function ask(what: PlainReply | Response, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  reply = what;
  return new Promise((resolve, reject) => {
    get({ host: "127.0.0.1", port, headers, agent: false }, resolve).on("error", reject);
  });
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

describe("headers", () => {
  test("of next.config.ts win over the route's own, and both say on what the reply depends", async () => {
    const own = { "X-Frame-Options": "SAMEORIGIN", Vary: "Cookie", "Set-Cookie": "a=1" };
    const { headers } = await ask(new Response("x", { headers: own }));
    expect([headers["x-frame-options"], headers.vary, headers["set-cookie"]]).toEqual([
      "DENY",
      "rsc, Cookie, Accept-Encoding",
      ["a=1"],
    ]);
  });
});

describe("a text", () => {
  const json = { "Content-Type": "application/json" };
  const long = JSON.stringify("long ".repeat(1000));
  const gzip = { "accept-encoding": "gzip, br" };

  test.each([
    ["long, for who takes it compressed", long, json, gzip, "gzip"],
    ["short", '"short"', json, gzip, undefined],
    ["long, for who takes it as it is only", long, json, { "accept-encoding": "gzip;q=0" }, undefined],
    ["long, of what must not be transformed", long, { ...json, "Cache-Control": "no-transform" }, gzip, undefined],
    ["long, of what compression makes no shorter", long, { "Content-Type": "image/png" }, gzip, undefined],
  ])("that is %s", async (_, body, headers, accepted, encoding) => {
    const message = await ask({ status: 200, headers, body }, accepted);
    expect(message.headers["content-encoding"]).toBe(encoding);
    const bytes = await bytesOf(message);
    expect(message.headers["content-length"]).toBe(String(bytes.length));
    expect((encoding ? gunzipSync(bytes) : bytes).toString()).toBe(body);
  });
});

describe("a stream", () => {
  test("that fails is seen to be cut off, and the caller is told", async () => {
    let count = 0;
    const body = new ReadableStream({
      pull(controller) {
        if (++count === 1) controller.enqueue(new TextEncoder().encode("half"));
        else controller.error(new Error("the disk"));
      },
    });
    const message = await ask(new Response(body));
    await expect(bytesOf(message)).rejects.toThrow("aborted");
    expect(await sent).toBe("the disk");
  });

  test("ends when its reader has gone, also one that did not read on", async () => {
    let wasCancelled = () => {};
    const cancelled = new Promise<void>((resolve) => {
      wasCancelled = resolve;
    });
    let made = 0;
    const body = new ReadableStream({
      pull(controller) {
        made += 1;
        controller.enqueue(new Uint8Array(64 * 1024));
      },
      cancel: () => wasCancelled(),
    });
    const message = await ask(new Response(body));
    message.pause();
    message.destroy();
    await cancelled;
    expect(await sent).toBe("sent");
    // What fits into the buffers of the connection, and not more.
    expect(made).toBeLessThan(500);
  });

  test("is sent to its end, byte for byte, however slowly it is read", async () => {
    const chunks = Array.from({ length: 100 }, (_, index) => new Uint8Array(32 * 1024).fill(index));
    const body = new ReadableStream({
      pull(controller) {
        const chunk = chunks.shift();
        if (chunk) controller.enqueue(chunk);
        else controller.close();
      },
    });
    const bytes = await bytesOf(await ask(new Response(body)));
    expect(bytes.length).toBe(100 * 32 * 1024);
    expect([bytes[0], bytes.at(-1)]).toEqual([0, 99]);
  });
});
