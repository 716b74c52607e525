import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apiRoutes, mutatingRoutes } from "../support/api-routes.ts";
import { browserOf } from "../support/browser-session.ts";
import { client } from "../support/client.ts";
import { openDatabase } from "../support/database.ts";
import { MUTATIONS, methodOf } from "../support/mutations.ts";
import { peopleByRole, roomWithRoles } from "../support/roles.ts";
import { startServer } from "../support/server.ts";

const SECRET = "a-secret-of-the-live-server-for-this-test-0123456789";
const AUTH_SECRET = "an-auth-secret-of-this-test-that-is-long-enough-987";

const server = await startServer({ env: { PUSHER_SECRET: SECRET, NEXTAUTH_SECRET: AUTH_SECRET } });
const people = await peopleByRole(server);
const scene = await roomWithRoles(people);
const cookie = (await browserOf(people.admin)).cookie;
afterAll(() => server.stop());

type Seen = { what: string; status: number; headers: Headers; text: string };

async function look(what: string, address: string, init: RequestInit = {}): Promise<Seen> {
  const reply = await fetch(server.url + address, { redirect: "manual", ...init });
  return { what, status: reply.status, headers: reply.headers, text: await reply.text() };
}

/** The replies of every route, accepted and refused, to a program, a browser and a stranger. */
async function everyAnswer(): Promise<Seen[]> {
  const values: Record<string, string> = {
    "[roomId]": scene.roomId,
    "[messageId]": scene.messageId,
    "[...nextauth]": "session",
    "[...nothing]": "nowhere",
  };
  const reads = apiRoutes().filter((route) => route.startsWith("GET "));
  const seen: Seen[] = [];
  for (const route of reads) {
    const address = route.slice(4).replace(/\[[^\]]+\]/g, (name) => values[name] ?? name);
    seen.push(await look(`${route} by cookie`, address, { headers: { cookie, origin: "https://evil.test" } }));
    seen.push(await look(`${route} by nobody`, address));
  }
  for (const route of mutatingRoutes()) {
    const { path: address, body } = MUTATIONS[route]?.(scene) ?? { path: "" };
    const method = methodOf(route);
    const headers = { "content-type": "application/json", origin: "https://evil.test" };
    seen.push(await look(`${route} by nobody`, address, { method, headers, body: JSON.stringify(body ?? {}) }));
    if (/password|logout|DELETE|register/.test(route)) continue;
    const own = { ...headers, origin: server.url, authorization: `Bearer ${scene.admin.token}` };
    seen.push(await look(`${route} by token`, address, { method, headers: own, body: JSON.stringify(body ?? {}) }));
  }
  for (const action of ["csrf", "providers", "signin", "signout", "error", "nothing"])
    seen.push(await look(`next-auth ${action}`, `/api/auth/${action}`));
  return seen;
}

const PAGES = [
  "/",
  "/login",
  "/register",
  "/browse",
  "/search",
  "/settings",
  "/settings/devices",
  "/nowhere",
  "/iconx",
];
const pages = async (): Promise<Seen[]> => {
  const places = [...PAGES, `/rooms/${scene.roomId}`, "/rooms/0nothing0nothing0000"];
  const seen: Seen[] = [];
  for (const address of places) {
    seen.push(await look(`${address} for ada`, address, { headers: { cookie, origin: "https://evil.test" } }));
    seen.push(await look(`${address} for nobody`, address));
  }
  return seen;
};

describe("every answer of the API", () => {
  let answers: Seen[];
  beforeAll(async () => {
    answers = await everyAnswer();
  });

  test("was asked for, in success and in refusal, and none is a fault", () => {
    const statuses = new Set(answers.map((seen) => seen.status));
    for (const status of [200, 201, 401, 404]) expect(statuses).toContain(status);
    expect(answers.filter((seen) => seen.status >= 500).map((seen) => seen.what)).toEqual([]);
  });

  test("is neither guessed at, framed, run nor told to strangers", () => {
    for (const { what, headers } of answers) {
      expect([what, headers.get("x-content-type-options")]).toEqual([what, "nosniff"]);
      expect([what, headers.get("x-frame-options")]).toEqual([what, "DENY"]);
      expect([what, headers.get("referrer-policy")]).toEqual([what, "same-origin"]);
      const policy = headers.get("content-security-policy") ?? "";
      for (const part of ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
        expect([what, policy]).toEqual([what, expect.stringContaining(part)]);
      expect([what, headers.get("x-powered-by"), headers.get("server")]).toEqual([what, null, null]);
    }
  });

  test("names its type, and its characters where it is text", () => {
    for (const { what, status, headers, text } of answers) {
      if (text === "" || status === 304) continue;
      const type = headers.get("content-type") ?? "";
      expect([what, type]).toEqual([
        what,
        expect.stringMatching(/^(application\/json|text\/(plain|html);\s*charset=utf-8)/i),
      ]);
    }
  });

  test("is kept by nobody, but for health, which tells nothing of anybody", () => {
    for (const { what, headers } of answers)
      expect([what, headers.get("cache-control")]).toEqual([
        what,
        what.includes("/api/health") ? "no-store" : "private, no-store",
      ]);
  });

  test("gives a foreign page no leave to read it", async () => {
    const headers = { origin: "https://evil.test", "access-control-request-method": "POST" };
    const preflight = await look("preflight", "/api/chat/rooms", { method: "OPTIONS", headers });
    for (const seen of [...answers, preflight])
      for (const name of ["access-control-allow-origin", "access-control-allow-credentials"])
        expect([seen.what, seen.headers.get(name)]).toEqual([seen.what, null]);
  });

  test("holds neither of the server's secrets", () => {
    for (const { what, text, headers } of answers)
      for (const secret of [SECRET, AUTH_SECRET, "passwordHash", "$argon2", "tokenHash"])
        expect([what, (text + JSON.stringify([...headers])).includes(secret)]).toEqual([what, false]);
  });
});

test("a page that is not there runs nothing, also below the folders of static files", async () => {
  for (const address of [
    "/_next/static/nope",
    "/_next/static/chunks/nope.js",
    "/emoji/nope",
    "/icons/nope",
    "/icons/a/b",
  ]) {
    const { status, headers, text } = await look(address, address);
    expect([address, status]).toEqual([address, 404]);
    expect([address, headers.get("content-security-policy")]).toEqual([
      address,
      expect.stringContaining("default-src 'none'"),
    ]);
    expect(headers.get("content-security-policy")).not.toContain("script-src");
    for (const [name, value] of [
      ["x-content-type-options", "nosniff"],
      ["x-frame-options", "DENY"],
      ["referrer-policy", "same-origin"],
    ])
      expect([address, headers.get(name ?? "")]).toEqual([address, value]);
    expect(text).not.toContain("at Object.");
  }
  const unused = await look("the image optimizer", "/_next/image?url=%2Fx&w=64&q=75");
  expect([unused.status, unused.headers.get("content-security-policy")]).toEqual([
    404,
    expect.stringContaining("'strict-dynamic'"),
  ]);
});

describe("every page", () => {
  let seen: Seen[];
  beforeAll(async () => {
    seen = await pages();
  });

  test("was drawn for those who may, and none is a fault", () => {
    expect(seen.find(({ what }) => what === "/login for nobody")?.status).toBe(200);
    expect(seen.find(({ what }) => what === "/settings for ada")?.status).toBe(200);
    expect(seen.find(({ what }) => what === "/settings for nobody")?.status).toBe(307);
    expect(seen.filter(({ status }) => status >= 500).map(({ what }) => what)).toEqual([]);
  });

  test("runs scripts of this request only, in no frame, and is kept by nobody", () => {
    const nonces = new Set<string>();
    for (const { what, headers, text } of seen) {
      const policy = headers.get("content-security-policy") ?? "";
      const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? "";
      const nonce = /'nonce-([^']+)'/.exec(scripts)?.[1] ?? "";
      expect([what, nonce.length > 20]).toEqual([what, true]);
      expect([what, nonces.has(nonce)]).toEqual([what, false]);
      nonces.add(nonce);
      expect([what, scripts]).toEqual([
        what,
        expect.not.stringMatching(/unsafe-inline|unsafe-eval|unsafe-hashes|\*|http:|data:/),
      ]);
      for (const part of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"])
        expect([what, policy]).toEqual([what, expect.stringContaining(part)]);
      expect([what, headers.get("x-content-type-options")]).toEqual([what, "nosniff"]);
      expect([what, headers.get("x-frame-options")]).toEqual([what, "DENY"]);
      expect([what, headers.get("cache-control")]).toEqual([
        what,
        expect.stringMatching(/private.*no-store|no-store.*private/),
      ]);
      expect([what, headers.get("access-control-allow-origin")]).toEqual([what, null]);
      for (const [tag] of text.matchAll(/<script\b[^>]*>/g))
        expect([what, tag]).toEqual([what, expect.stringContaining(`nonce="${nonce}"`)]);
    }
  });

  test("holds neither of the server's secrets", () => {
    for (const { what, text } of seen)
      for (const secret of [SECRET, AUTH_SECRET, "$argon2"])
        expect([what, text.includes(secret)]).toEqual([what, false]);
  });
});

test("no script that browsers load holds a secret, or how the server signs", () => {
  const folder = path.resolve(".next/static");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    /\.(js|css|json|map)$/.test(file),
  );
  expect(files.length).toBeGreaterThan(5);
  for (const file of files) {
    const text = readFileSync(path.join(folder, file), "utf8");
    for (const word of [
      SECRET,
      AUTH_SECRET,
      "PUSHER_SECRET",
      "NEXTAUTH_SECRET",
      "pusherSecret",
      "authSecret",
      "$argon2",
    ])
      expect([file, text.includes(word)]).toEqual([file, false]);
  }
});

test("a fault of the server's own tells mallory nothing but a number, and the log everything", async () => {
  const broken = await startServer();
  const ada = (await peopleByRole(broken)).admin;
  const general = await ada.general();
  expect((await ada.history(general)).messages.length).toBeGreaterThan(0);
  const database = await openDatabase(broken);
  await database.run(`ALTER TABLE "Message" RENAME TO "Lost"`);
  await database.close();
  const reply = await ada.api.get(`/api/chat/rooms/${general.id}/messages`);
  expect(reply.status).toBe(500);
  expect(Object.keys((reply.body as { error: object }).error)).toEqual(["code", "message"]);
  const text = JSON.stringify(reply.body) + JSON.stringify([...reply.headers]);
  expect(text).not.toMatch(
    /sqlite|postgres|prisma|message"? does not|relation|select|\.ts|\.js|node_modules|\/tmp|stack| at /i,
  );
  expect(broken.logs()).toContain(reply.headers.get("x-request-id"));
  const { cookie: own } = await browserOf(ada);
  const page = await client(broken.url).get(`/rooms/${general.id}`, { headers: { cookie: own } });
  expect(String(page.body)).not.toMatch(/no such table|relation|prisma|node_modules| {4}at /i);
  await broken.stop();
});

test("under https every answer asks the browser to stay on https", async () => {
  const secure = await startServer({ env: { APP_URL: "https://chat.example.test" } });
  for (const address of ["/login", "/api/health", "/api/chat/rooms", "/nowhere"])
    expect((await client(secure.url).get(address)).headers.get("strict-transport-security"), address).toMatch(
      /max-age=\d{7,}/,
    );
  await secure.stop();
});
