// No request, however malformed, ends the process or keeps others from being answered (docs/reliability.md L2, Z5).
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { register } from "../support/cast.ts";
import { client } from "../support/client.ts";
import { startServer, type TestServer } from "../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const HOST = "Host: chat.test";
const LINES: Record<string, string> = {
  "a path that cannot be decoded": `GET /%E0%A4%A HTTP/1.1\r\n${HOST}`,
  "a path of slashes": `GET ////evil.test//.. HTTP/1.1\r\n${HOST}`,
  "a path with backslashes": `GET /\\evil.test\\.. HTTP/1.1\r\n${HOST}`,
  "a path with NUL": `GET /login%00 HTTP/1.1\r\n${HOST}`,
  "an absolute address": `GET http://evil.test/login HTTP/1.1\r\n${HOST}`,
  "an address without a path": `GET ? HTTP/1.1\r\n${HOST}`,
  "an asterisk": `OPTIONS * HTTP/1.1\r\n${HOST}`,
  "a tunnel": `CONNECT evil.test:443 HTTP/1.1\r\n${HOST}`,
  "no host": "GET /login HTTP/1.1\r\nX: y",
  "a host that is none": "GET /login HTTP/1.1\r\nHost: [::1",
  "a host with a path": "GET /login HTTP/1.1\r\nHost: evil.test/..",
  "a method that nobody knows": `PROPFIND / HTTP/1.1\r\n${HOST}`,
  "cookies that are none": `GET / HTTP/1.1\r\n${HOST}\r\nCookie: =;;%E0%A4%A=%E0%A4%A; __proto__=x`,
  "a claim to be Next itself": `GET / HTTP/1.1\r\n${HOST}\r\nx-middleware-subrequest: proxy:proxy:proxy:proxy:proxy\r\nrsc: 1`,
  "a router state that is none": `GET /login HTTP/1.1\r\n${HOST}\r\nrsc: 1\r\nnext-router-state-tree: %7Bnope`,
  "a server action that is none": `POST /login HTTP/1.1\r\n${HOST}\r\nNext-Action: nope\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nnope`,
  "a form that is none": `POST /login HTTP/1.1\r\n${HOST}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 4\r\n\r\nnope`,
  "an image from elsewhere": `GET /_next/image?url=http%3A%2F%2Fevil.test%2Fa.png&w=64&q=75 HTTP/1.1\r\n${HOST}`,
  "an upgrade to what nobody speaks": `GET /app/key HTTP/1.1\r\n${HOST}\r\nConnection: Upgrade\r\nUpgrade: h2c`,
  "an upgrade without a key": `GET /app/key?protocol=7 HTTP/1.1\r\n${HOST}\r\nConnection: Upgrade\r\nUpgrade: websocket`,
  "bytes that are no HTTP": "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
  "a body cut short": `POST /api/login HTTP/1.1\r\n${HOST}\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{"username`,
};

test.each(Object.entries(LINES))("%s is refused or answered, and the server lives on", async (_, lines) => {
  const answer = await send(lines.includes("\r\n\r\n") ? lines : `${lines}\r\n\r\n`);
  expect(answer).not.toMatch(/\/node_modules\/|server\.mjs|\n\s+at /);
  expect(answer).not.toMatch(/^HTTP\/1\.1 5/);
  expect((await client(server.url).get("/api/health")).status).toBe(200);
  expect(server.logs()).not.toContain("was not caught");
  expect(server.logs()).not.toContain("was not handled");
});

const FORM = "Content-Type: application/x-www-form-urlencoded";
const TEXT = "Content-Type: text/plain";
const UNREAD: Record<string, string> = {
  "a form from elsewhere": `POST /login HTTP/1.1\r\n${HOST}\r\nOrigin: http://evil.test\r\n${FORM}\r\nContent-Length: 3\r\n\r\na=b`,
  "a form that is too large": `POST /login HTTP/1.1\r\n${HOST}\r\nOrigin: http://chat.test\r\n${FORM}\r\nContent-Length: 900000\r\n\r\na=b`,
  "a form whose end is missing": `POST /login HTTP/1.1\r\n${HOST}\r\nOrigin: http://chat.test\r\n${FORM}\r\nContent-Length: 9\r\n\r\na=b`,
  "an action that nobody has written": `POST /login HTTP/1.1\r\n${HOST}\r\nOrigin: http://chat.test\r\nNext-Action: ${"f".repeat(42)}\r\n${TEXT}\r\nContent-Length: 2\r\n\r\n[]`,
  "a form for no page": `POST /nowhere HTTP/1.1\r\n${HOST}\r\nOrigin: http://chat.test\r\n${FORM}\r\nContent-Length: 3\r\n\r\na=b`,
  "a body that a route does not want": `POST /api/health HTTP/1.1\r\n${HOST}\r\n${TEXT}\r\nContent-Length: 3\r\n\r\nabc`,
};

test.each(Object.entries(UNREAD))(
  "who leaves before the reply to %s has come ends nobody else's",
  async (_, request) => {
    // Both are sent at once, so the second one's reply waits for the first one's while the sender leaves.
    const text = `GET /login HTTP/1.1\r\n${HOST}\r\n\r\n${request}`;
    for (const afterMs of [0, 5, 10, 20, 40, 80])
      await Promise.all(
        LEAVING.map((leave) => Promise.all([text, request].map((sent) => leaveAfter(sent, leave, afterMs)))),
      );
    expect((await client(server.url).get("/api/health")).status).toBe(200);
    expect(server.logs()).not.toContain("was not caught");
  },
);

test("what follows a reply that ends the connection is not carried out", async () => {
  const ada = await register(server, "ada");
  const head = (path: string, length: number, more = "") =>
    `POST ${path} HTTP/1.1\r\n${HOST}\r\nContent-Type: application/json\r\n${more}Content-Length: ${length}\r\n\r\n`;
  const room = JSON.stringify({ kind: "PRIVATE", name: "Too late" });
  const second = head("/api/chat/rooms", room.length, `Authorization: Bearer ${ada.token}\r\n`) + room;
  const replies = await new Promise<string>((resolve) => {
    let received = "";
    const socket = connect(server.port, "127.0.0.1", () => socket.write(`${head("/api/chat/rooms", 20_000)}{`));
    socket.setEncoding("latin1").on("error", () => {});
    socket.on("data", (chunk) => {
      if (received === "") socket.write(`${" ".repeat(19_999)}${second}`);
      received += chunk;
    });
    socket.on("close", () => resolve(received));
  });
  expect(replies.split("HTTP/1.1 ").slice(1)).toEqual([expect.stringMatching(/^401 .*connection: close/is)]);
  expect((await ada.rooms()).map(({ name }) => name)).not.toContain("Too late");
});

const LEAVING: ((socket: Socket) => void)[] = [
  (socket) => socket.destroy(),
  (socket) => socket.resetAndDestroy(),
  (socket) => socket.end(),
];

/** Sends a text and leaves after the time, in which the server may be anywhere in its work. */
function leaveAfter(text: string, leave: (socket: Socket) => void, afterMs: number): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(server.port, "127.0.0.1", () =>
      socket.write(text, () => setTimeout(leave, afterMs, socket)),
    );
    socket.resume().setTimeout(5_000, () => socket.destroy());
    socket.on("error", () => {}).on("close", () => resolve());
  });
}

/** The reply until the server closes the connection, or within two seconds. */
function send(text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(server.port, "127.0.0.1", () => socket.write(Buffer.from(text, "latin1")));
    const end = () => {
      socket.destroy();
      resolve(answer);
    };
    socket.setEncoding("latin1").on("data", (chunk) => {
      answer += chunk;
      socket.setTimeout(100);
    });
    socket.on("error", end).on("close", end).setTimeout(2_000, end);
  });
}
