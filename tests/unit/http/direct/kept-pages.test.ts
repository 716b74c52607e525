import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { answerKeptPages } from "@/lib/http/direct/kept-pages.ts";
import { setPageFacts } from "@/lib/http/page-facts.ts";

let tests = 0;
let drawn = 0;
let facts = "open";
let counted: string[] = [];
let meanwhile = () => {};
const NONCE = "bm9uY2Vub25jZQ==";

/** Draws pages as Next does. */
const answer = answerKeptPages(async (req, res) => {
  drawn += 1;
  const { pathname } = new URL(req.url ?? "", "http://x");
  meanwhile();
  res.statusCode = req.url?.includes("elsewhere") ? 307 : 200;
  res.setHeader("content-security-policy", `script-src 'nonce-${NONCE}'`);
  res.setHeader("link", `</a.css>; rel=preload; nonce="${NONCE}"`);
  res.setHeader("content-type", "text/html; charset=utf-8");
  if (req.url?.includes("cookie")) res.setHeader("set-cookie", "a=b");
  res.write(`<p>${pathname} ${facts}</p>`);
  res.end(
    `<script nonce="${NONCE}">x("\\"now\\":1764000000000,é")</script>${"x".repeat(req.url?.includes("long") ? 200_000 : 0)}`,
  );
});
const server = createServer((req, res) => {
  req.headers["x-forwarded-for"] = "192.0.2.1";
  void answer(req, res);
});
beforeAll(() => new Promise<void>((done) => server.listen(0, "127.0.0.1", done)));
afterAll(() => server.close());
beforeEach(() => {
  drawn = 0;
  counted = [];
  facts = `the facts of test ${++tests}`;
  meanwhile = () => {};
  setPageFacts({ admit: async (who) => void counted.push(who), read: async () => facts });
});

const get = async (path: string, headers: Record<string, string> = {}) => (await ask(path, headers)).text;

function ask(path: string, headers: Record<string, string> = {}) {
  return new Promise<{ text: string; headers: Record<string, unknown> }>((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    request({ port, host: "127.0.0.1", path, headers, agent: false }, (reply) => {
      let text = "";
      reply.setEncoding("utf8").on("data", (chunk) => (text += chunk));
      reply.on("end", () => resolve({ text, headers: reply.headers }));
    })
      .on("error", reject)
      .end();
  });
}

test("a page is drawn once for all who ask alike, and each of them is counted", async () => {
  const pages = [await get("/login"), await get("/login"), await get("/login", { cookie: "other=1" })];
  expect(drawn).toBe(1);
  expect(counted).toEqual(["192.0.2.1", "192.0.2.1"]);
  const plain = pages.map((page) => page.replace(/nonce="[^"]+"/, "").replace(/\d{13}/, ""));
  expect(new Set(plain).size).toBe(1);
  expect(pages[0]).toContain("é");
});

test.each([
  ["another language", "/login", { "accept-language": "de" }],
  ["another theme", "/login", { cookie: "__Host-parley-theme=dark" }],
  ["another host", "/login", { host: "chat.example" }],
  ["another way back", "/login?next=/x", {}],
  ["another page", "/register", {}],
])("%s is drawn for itself", async (_, path, headers) => {
  await get("/login");
  await get(path, headers);
  expect(drawn).toBe(2);
});

test.each([
  ["whoever has a session", "/login", { cookie: "next-auth.session-token=x" }],
  ["a part of a page", "/login", { rsc: "1" }],
  ["what a script asks for", "/login", { "sec-fetch-dest": "empty" }],
  ["other pages", "/rooms/x", {}],
  ["a redirect", "/login?elsewhere", {}],
  ["a reply that sets a cookie", "/login?cookie", {}],
  ["a page of a size that no such page has", "/login?long", {}],
  ["an address without end", `/login?${"x".repeat(2000)}`, {}],
])("%s is drawn each time", async (_, path, headers) => {
  await get(path, headers);
  await get(path, headers);
  expect(drawn).toBe(2);
});

test("a page is drawn anew when something that it shows has changed, also while it was drawn", async () => {
  await get("/login");
  facts = "other";
  expect(await get("/login")).toContain("other");
  meanwhile = () => {
    facts = "changed while it was drawn";
  };
  facts = "once more";
  await get("/login");
  meanwhile = () => {};
  facts = "once more";
  await get("/login");
  expect(drawn).toBe(4);
});

test("Next answers whoever asks too often, and while the database is away", async () => {
  await get("/login");
  setPageFacts({ admit: () => Promise.reject(new Error("too fast")), read: async () => facts });
  await get("/login");
  setPageFacts({ admit: async () => {}, read: () => Promise.reject(new Error("away")) });
  await get("/login");
  expect(drawn).toBe(3);
});

test("a nonce is sent once, in the page and in its headers", async () => {
  await get("/login");
  const { text, headers } = await ask("/login");
  const [own] = /(?<=nonce=")[^"]+/.exec(text) ?? [];
  expect(own).not.toBe(NONCE);
  expect(headers.link).toBe(`</a.css>; rel=preload; nonce="${own}"`);
  expect(headers["content-security-policy"]).toBe(`script-src 'nonce-${own}'`);
  expect(JSON.stringify(headers)).not.toContain(NONCE);
});
