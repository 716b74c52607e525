import { readFileSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { browserOf } from "../support/browser-session.ts";
import { cast } from "../support/cast.ts";
import { rawRequest } from "../support/raw-http.ts";
import { startServer } from "../support/server.ts";

const server = await startServer();
const people = await cast(server);
afterAll(() => server.stop());

/** The ids of all server actions. Every visitor can read them in the scripts of a page. */
const actions = (): string[] => {
  const manifest = path.resolve(".next/server/server-reference-manifest.json");
  return Object.keys((JSON.parse(readFileSync(manifest, "utf8")) as { node: object }).node);
};

/** A page, a page that does not exist, and paths below which proxy.ts does not see every request. */
const ADDRESSES = ["/login", "/iconx", "/emoji/x", "/_next/static/x", "/api/nowhere"];

const BODY =
  '--x\r\nContent-Disposition: form-data; name="0"\r\n\r\n["$K1"]\r\n--x\r\n' +
  'Content-Disposition: form-data; name="1_username"\r\n\r\nada\r\n--x--\r\n';

function post(address: string, headers: string[]): string {
  const lines = [
    `POST ${address} HTTP/1.1`,
    `Host: 127.0.0.1:${server.port}`,
    "Content-Type: multipart/form-data; boundary=x",
    `Content-Length: ${BODY.length}`,
    "Connection: close",
    ...headers,
  ];
  return `${lines.join("\r\n")}\r\n\r\n${BODY}`;
}

const isSignedIn = async (cookie: string): Promise<boolean> =>
  (
    await rawRequest(
      server.port,
      `GET /api/chat/me HTTP/1.1\r\nHost: a\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`,
    )
  ).status === 200;

test.each([
  ["no Origin", []],
  ["Origin null", ["Origin: null"]],
  ["a foreign Origin", ["Origin: https://evil.test"]],
  ["a cross-site mark", ["Sec-Fetch-Site: cross-site"]],
])("mallory's page runs no server action for ada with %s, wherever it posts", async (_, marks) => {
  const { cookie } = await browserOf(people.ada);
  expect(await isSignedIn(cookie)).toBe(true);
  expect(actions().length).toBeGreaterThanOrEqual(3);
  for (const id of actions())
    for (const address of ADDRESSES) {
      const reply = await rawRequest(server.port, post(address, [`Next-Action: ${id}`, `Cookie: ${cookie}`, ...marks]));
      expect(reply.status, address).toBe(403);
      expect(reply.head, address).not.toMatch(/set-cookie/i);
    }
  expect(await isSignedIn(cookie), "she is still signed in").toBe(true);
});

test("a form without JavaScript is refused to mallory's page too, at addresses that proxy.ts leaves out", async () => {
  const { cookie } = await browserOf(people.grace);
  for (const id of actions())
    for (const address of ADDRESSES) {
      const form = post(address, [`Cookie: ${cookie}`, "Origin: https://evil.test"]).replaceAll(
        '"0"',
        `"$ACTION_ID_${id}"`,
      );
      const length = Buffer.byteLength(form.split("\r\n\r\n").slice(1).join("\r\n\r\n"));
      const reply = await rawRequest(server.port, form.replace(/Content-Length: \d+/, `Content-Length: ${length}`));
      expect(reply.status, address).toBe(403);
      expect(reply.head, address).not.toMatch(/set-cookie/i);
    }
  expect(await isSignedIn(cookie), "she is still signed in").toBe(true);
});

test("grace logs out by the action of her own page, so it is the origin that decides", async () => {
  const { cookie } = await browserOf(people.grace);
  const own = [`Origin: http://127.0.0.1:${server.port}`, `Cookie: ${cookie}`];
  for (const id of actions()) await rawRequest(server.port, post("/login", [`Next-Action: ${id}`, ...own]));
  expect(await isSignedIn(cookie)).toBe(false);
});

test("mallory cannot end the server by vanishing after a server action", async () => {
  for (const id of actions())
    for (const address of ADDRESSES) {
      const request = post(address, [`Next-Action: ${id}`, `Origin: http://127.0.0.1:${server.port}`]);
      await vanish(request.replace("Connection: close\r\n", ""));
    }
  expect((await people.ada.api.get("/api/health")).status).toBe(200);
  expect(server.logs()).not.toContain("was not caught");
});

/** Sends the whole request and resets the connection at the first byte of the reply. */
async function vanish(text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const socket = connect(server.port, "127.0.0.1", () => socket.write(text));
    socket
      .once("data", () => socket.resetAndDestroy())
      .on("error", reject)
      .on("close", () => resolve());
  });
}
