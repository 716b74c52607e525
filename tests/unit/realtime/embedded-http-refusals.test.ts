import { createHash } from "node:crypto";
import { request } from "node:http";
import { connect as connectTcp } from "node:net";
import { describe, expect, test } from "vitest";
import { equalDigests, verifyAuth } from "../../../lib/realtime/embedded/signatures.ts";
import { type Call, call, EVENTS, hello } from "./embedded-http-support.ts";
import { APP, connect, connectBystander, sign, startServer } from "./embedded-support.ts";

describe("a call is refused with 401 and no effect", () => {
  const now = () => Math.floor(Date.now() / 1_000);
  test.each<[string, () => Partial<Call>]>([
    ["without a signature", () => ({ signature: "" })],
    ["with a signature that is too short", () => ({ signature: "ab" })],
    ["with a signature that is not hexadecimal", () => ({ signature: "x".repeat(64) })],
    ["with a foreign signature", () => ({ signature: sign("something else") })],
    ["under another key", () => ({ query: { auth_key: "other" } })],
    ["without a key", () => ({ query: { auth_key: undefined } })],
    ["from 11 minutes ago", () => ({ query: { auth_timestamp: String(now() - 660) } })],
    ["from 11 minutes ahead", () => ({ query: { auth_timestamp: String(now() + 660) } })],
    ["without a time", () => ({ query: { auth_timestamp: undefined } })],
    ["with a time that is no number", () => ({ query: { auth_timestamp: "NaN" } })],
    ["with another version", () => ({ query: { auth_version: "2.0" } })],
    ["without body_md5", () => ({ query: { body_md5: undefined } })],
    [
      "with the body_md5 of another body",
      () => ({ query: { body_md5: createHash("md5").update("other").digest("hex") } }),
    ],
    ["with a body changed on the way", () => ({ sentBody: JSON.stringify({ ...hello, data: "2" }) })],
  ])("%s", async (_, change) => {
    const running = await startServer();
    const ada = await connect(running);
    await ada.subscribe("room");
    const edge = { auth_timestamp: String(now() - 590) };
    expect((await call(running, { path: EVENTS, body: hello, query: edge })).status).toBe(200);
    await ada.next("hello");
    const answer = await call(running, { path: EVENTS, body: hello, ...change() });
    expect(answer.status).toBe(401);
    expect(JSON.stringify(answer.body)).not.toContain(APP.secret);
    expect(await ada.settled()).toEqual([]);
  });

  test("with a parameter given twice it is 400", async () => {
    const running = await startServer();
    const url = `http://127.0.0.1:${running.port}/apps/7/channels?auth_key=other&AUTH_KEY=${APP.key}`;
    expect((await fetch(url)).status).toBe(400);
  });
});

describe("a body", () => {
  test.each([
    ["non-JSON", "{"],
    ["a bare string", '"x"'],
    ["deep nesting", "[".repeat(50_000)],
    ["prototype keys", '{"__proto__":{"name":"x"}}'],
  ])("of %s is 400, signed or not, and others are served", async (_, rawBody) => {
    const running = await startServer();
    const served = await connectBystander(running);
    for (const path of [EVENTS, "/apps/7/batch_events"])
      expect((await call(running, { path, rawBody })).status).toBe(400);
    expect((await call(running, { path: EVENTS, rawBody, signature: "ab" })).status).toBe(401);
    await served();
  });

  test("above the limit is 413 while it streams, with a length or without", async () => {
    const running = await startServer();
    const served = await connectBystander(running);
    expect((await call(running, { path: EVENTS, rawBody: `"${"x".repeat(400_000)}"` })).status).toBe(413);
    const { port } = running;
    const stamp = `auth_key=${APP.key}&auth_timestamp=${Math.floor(Date.now() / 1_000)}&auth_version=1.0&body_md5=00`;
    const path = `${EVENTS}?${stamp}&auth_signature=${sign(`POST\n${EVENTS}\n${stamp}`)}`;
    const status = await new Promise((resolve, reject) => {
      const chunked = request({ port, host: "127.0.0.1", method: "POST", path }, (res) => resolve(res.statusCode));
      chunked.on("error", reject);
      for (let sent = 0; sent < 40; sent += 1) chunked.write("x".repeat(10_000));
    });
    expect(status).toBe(413);
    await served();
  });

  test("broken off half way harms no one", async () => {
    const running = await startServer();
    const served = await connectBystander(running);
    const stamp = `auth_key=${APP.key}&auth_timestamp=${Math.floor(Date.now() / 1_000)}&auth_version=1.0&body_md5=00`;
    const path = `${EVENTS}?${stamp}&auth_signature=${sign(`POST\n${EVENTS}\n${stamp}`)}`;
    const socket = connectTcp(running.port, "127.0.0.1");
    await new Promise<void>((resolve) =>
      socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{`, () => resolve()),
    );
    socket.destroy();
    await served();
  });
});

describe("signatures", () => {
  test("are compared by type, length and alphabet before anything else, and refusals do not throw", () => {
    const digest = sign("text");
    expect(equalDigests(digest, digest)).toBe(true);
    for (const other of [
      null,
      undefined,
      1,
      {},
      [digest],
      "",
      digest.slice(1),
      `${digest}0`,
      "g".repeat(64),
      "ä".repeat(64),
      sign("x"),
    ]) {
      expect(equalDigests(digest, other)).toBe(false);
    }
  });

  test("agree with the worked example of the documentation", () => {
    const app = { id: "3", key: "278d425bdf160c739803", secret: "7ad3773142a6692b25b8" };
    const auth = `${app.key}:58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4`;
    expect(verifyAuth(app, auth, "1234.1234:private-foobar")).toBe(true);
    expect(verifyAuth(app, auth, "1234.1234:private-foobaz")).toBe(false);
  });
});
