import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { NextRequest } from "next/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readBytes } from "@/lib/http/body.ts";
import { DirectRequest } from "@/lib/http/direct/direct-request.ts";
import { cookieValue } from "@/lib/http/direct/request-cookies.ts";
import { rawRequest, resetAfter } from "../../../support/raw-http.ts";

type Use = (request: DirectRequest, res: ServerResponse) => Promise<string>;
let use: Use = async () => "";
const server = createServer((req: IncomingMessage, res) => {
  void use(new DirectRequest(req, res), res).then(
    (words) => res.end(words),
    (error: Error) => res.writeHead(500).end(error.message),
  );
});
let port = 0;
beforeAll(() => new Promise<void>((done) => server.listen(0, "127.0.0.1", done)));
beforeAll(() => {
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());

/** Sends a request and resolves to what `what` makes of it on the server. */
async function seen(what: Use, head: string, body: string | Buffer = ""): Promise<string> {
  use = what;
  const text = Buffer.concat([Buffer.from(`${head}\r\nConnection: close\r\n\r\n`), Buffer.from(body)]);
  return (await rawRequest(port, text)).body.replaceAll(/^[\da-f]+\r\n|\r\n0\r\n\r\n$/g, "").replace(/\r\n$/, "");
}

describe("a request as a route sees it", () => {
  test("it has the address, the path and the query that were asked for", async () => {
    const what: Use = async ({ url, nextUrl, method }) =>
      JSON.stringify([method, url, nextUrl.pathname, [...nextUrl.searchParams]]);
    const words = await seen(what, "GET /api/a%F0?q=%41&q=2&__proto__=x HTTP/1.1\r\nHost: chat.example:81");
    expect(JSON.parse(words)).toEqual([
      "GET",
      "http://chat.example:81/api/a%F0?q=%41&q=2&__proto__=x",
      "/api/a%F0",
      [
        ["q", "A"],
        ["q", "2"],
        ["__proto__", "x"],
      ],
    ]);
  });

  test("it has the headers that were sent, in any case of letters, and no others", async () => {
    const what: Use = async ({ headers }) =>
      JSON.stringify(["X-One", "x-one", "accept", "constructor", "__proto__"].map((name) => headers.get(name)));
    const words = await seen(what, "GET / HTTP/1.1\r\nHost: x\r\nx-ONE: a\r\nX-one: b\r\nAccept: c\r\nAccept: d");
    expect(JSON.parse(words)).toEqual(["a, b", "a, b", "c, d", null, null]);
  });

  test("its body is read up to a number of bytes", async () => {
    const read: Use = async (request) => String((await request.readUpTo(5))?.length ?? null);
    expect(await seen(read, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5", "12345")).toBe("5");
    expect(await seen(read, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 6", "123456")).toBe("null");
    expect(await seen(read, "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked", "4\r\n1234\r\n0\r\n\r\n")).toBe(
      "4",
    );
    expect(await seen(read, "POST / HTTP/1.1\r\nHost: x")).toBe("0");
    expect(await seen(read, "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5", "12345")).toBe("0");
  });

  test("its body is a stream that can be read to the end, or given up before", async () => {
    const big = Buffer.alloc(300_000, "x");
    const head = `PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: ${big.length}`;
    const all: Use = async ({ body }) => String((await new Response(body).arrayBuffer()).byteLength);
    expect(await seen(all, head, big)).toBe("300000");
    const some: Use = async ({ body }) => {
      const reader = body?.getReader();
      const first = await reader?.read();
      await reader?.cancel();
      return first?.value && first.value.length < big.length ? "some" : "all";
    };
    expect(await seen(some, head, big)).toBe("some");
    expect(await seen(async ({ body }) => String(body), "GET / HTTP/1.1\r\nHost: x")).toBe("null");
  });

  test("who leaves in the middle of a body is noticed, by its readers and by its signal", async () => {
    const told = new Promise<string[]>((resolve) => {
      use = async (request, res) => {
        const left = new Promise((done) => res.once("close", done));
        const { signal } = request;
        const words = await request.readUpTo(100).catch((error: Error) => error.name);
        await left;
        // From now on everything is over before it is asked for.
        const late = await request.readUpTo(100).catch((error: Error) => error.name);
        resolve([
          String(words),
          String(signal.aborted),
          String(late),
          String(new DirectRequest(requestOf(res), res).signal.aborted),
        ]);
        return "";
      };
    });
    await resetAfter(port, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n12345");
    expect(await told).toEqual(["Error", "true", "Error", "true"]);
  });

  test("a body that does not come as a whole is the client's fault, and no fault of the database", async () => {
    const told = new Promise<unknown>((resolve) => {
      use = async (request) => {
        await readBytes(request).catch(resolve);
        return "";
      };
    });
    await resetAfter(port, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n12345");
    expect(await told).toMatchObject({ code: "bad_request" });
  });

  test.each(["chat.example, inner", "", "a b"])("it has an address where the name is %j, too", async (name) => {
    const words = await seen(async ({ url }) => url, `GET /api/x?y=1 HTTP/1.1\r\nHost: x\r\nX-Forwarded-Host: ${name}`);
    expect(new URL(words).search).toBe("?y=1");
  });
});

describe("cookies", () => {
  // The platform's Headers drop the blanks around a value, and Node's parser has done so before us.
  const asNext = (header: string, name: string) =>
    new NextRequest("http://x", { headers: { cookie: header } }).cookies.get(name)?.value;

  test.each([
    "",
    "a=1",
    "b=1; a=2",
    "a=1; a=2",
    "a=%C3%A9;a",
    "a",
    "a=; b",
    "a=1; a=%",
    "a=x=y; ab=2; ba=3",
    " a=1 ;  a = 2",
    "A=1",
    'a="q"',
  ])("of %j are read as Next reads them", (header) => {
    expect(cookieValue(header.trim(), "a")).toBe(asNext(header, "a"));
  });

  test("of any header are read as Next reads them", () => {
    const part = fc.constantFrom("a", "b", "=", ";", "; ", "%41", "%", " ", ",", '"');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const header = parts.join("");
        expect(cookieValue(header.trim(), "a")).toBe(asNext(header, "a"));
      }),
    );
  });
});

function requestOf({ req }: ServerResponse): IncomingMessage {
  return req;
}
