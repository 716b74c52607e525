// No request, however malformed, ends the process or keeps others from being answered (docs/reliability.md L2, Z5).
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
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
