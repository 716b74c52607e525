import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { inviteReplySchema } from "@/lib/invites/schema.ts";
import { type Ask, ask, type Seen, startBothWays } from "../support/both-ways.ts";
import { browserOf } from "../support/browser-session.ts";
import { cast } from "../support/cast.ts";
import { expectReply, expectSuccess } from "../support/client.ts";
import { startServer } from "../support/server.ts";

// The pages before the log-in are drawn once and sent again. Nobody may see a difference, and nothing may be out of date.
const first = await startServer();
const { ada, grace } = await cast(first);
const { invite } = await expectReply(ada.api.post("/api/chat/invites", {}), inviteReplySchema);
const { cookie } = await browserOf(grace);
await first.stop();
const servers = await startBothWays(first);
afterAll(() => Promise.all([servers.direct.stop(), servers.next.stop()]));

const get = (path: string, headers: Ask["headers"] = {}, method = "GET"): Ask => ({ method, path, headers });
const DECODE: Record<string, (bytes: Buffer) => Buffer> = { gzip: gunzipSync, br: brotliDecompressSync };

const nonceOf = ({ headers }: Seen) =>
  /'nonce-([^']+)'/.exec(headers["content-security-policy"]?.[0] ?? "")?.[1] ?? "none";

function textOf({ headers, body }: Seen): string {
  return (DECODE[headers["content-encoding"]?.[0] ?? ""]?.(body) ?? body).toString();
}

/** A page without what is new in each reply, and without how it was sent. */
function comparable(seen: Seen, port: number) {
  const nonce = nonceOf(seen);
  const plain = (words: string) => words.replaceAll(nonce, "<nonce>").replaceAll(String(port), "<port>");
  // Next names what to load ahead in a header only where it knows that in time.
  const {
    date,
    connection,
    link,
    "keep-alive": _,
    "transfer-encoding": __,
    "content-length": ___,
    ...headers
  } = seen.headers;
  const kept = Object.entries(headers).map(([name, values]) => [name, plain(values.join(", ")).toLowerCase()]);
  const text = plain(textOf(seen)).replaceAll(/(\\"now\\":)\d{13}/g, "$1<now>");
  return { status: seen.status, headers: Object.fromEntries(kept.sort()), text };
}

/** Asks twice, so that the second page is one that was kept, and returns the text of both. */
async function twice(path: string): Promise<[string, string]> {
  const once = async () => textOf(await ask(servers.direct, get(path)));
  return [await once(), await once()];
}

describe("a page that was kept is the one that Next draws", () => {
  const GZIP = { "accept-encoding": "gzip, deflate, br" };
  test.each([
    ["/login", {}],
    ["/login", GZIP],
    ["/login", { ...GZIP, cookie: "parley-theme=dark; parley-zone=Europe%2FRome", "accept-language": "de, en" }],
    ["/login?next=%2Frooms%2Fabc", GZIP],
    ["/login?next=%2F%2Fevil.example", GZIP],
    ["/login?reset=done", GZIP],
    ["/login?reset=done&reset=x", {}],
    ["/register", GZIP],
    [`/register?invite=${invite.code}`, GZIP],
    [`/register?invite=${invite.code}&invite=2`, GZIP],
    ["/register?invite=made-up", GZIP],
    ["/login", { host: "chat.example:81" }],
    ["/login", { cookie, ...GZIP }],
    ["/register", { cookie, ...GZIP }],
    ["/login", { cookie: "next-auth.session-token=forged" }],
    ["/login", { rsc: "1" }],
    ["/login?_rsc=abc", {}],
    ["/login/", {}],
    ["/Login", {}],
  ])("%s %j", async (path, headers) => {
    const [fresh, kept, next] = [
      await ask(servers.direct, get(path, headers)),
      await ask(servers.direct, get(path, headers)),
      await ask(servers.next, get(path, headers)),
    ];
    expect(comparable(kept, servers.direct.port)).toEqual(comparable(next, servers.next.port));
    expect(comparable(fresh, servers.direct.port)).toEqual(comparable(next, servers.next.port));
  });

  test("HEAD and a form's POST are answered as ever", async () => {
    for (const method of ["HEAD", "POST"]) {
      const direct = await ask(servers.direct, get("/login", {}, method));
      const next = await ask(servers.next, get("/login", {}, method));
      expect(comparable(direct, servers.direct.port), method).toEqual(comparable(next, servers.next.port));
    }
  });
});

test("each reply has a nonce of its own, with which all of its scripts run, and the time of its own", async () => {
  const seen = [];
  for (let i = 0; i < 4; i++) seen.push(await ask(servers.direct, get("/login")));
  const nonces = seen.map(nonceOf);
  expect(new Set(nonces).size).toBe(4);
  for (const [index, one] of seen.entries()) {
    const text = textOf(one);
    const used = [...text.matchAll(/<script[^>]*?\snonce="([^"]*)"/g)].map(([, nonce]) => nonce);
    expect(new Set(used)).toEqual(new Set([nonces[index]]));
    expect(used).toHaveLength(text.match(/<script\b/g)?.length ?? 0);
    const now = Number(/\\"now\\":(\d{13})/.exec(text)?.[1]);
    expect(Math.abs(now - Date.parse(one.headers.date?.[0] ?? ""))).toBeLessThan(10_000);
  }
});

test("what ada changes is on the page of the next stranger, and nothing of one stranger's is on another's", async () => {
  const direct = await ada.logIn(servers.direct);
  expect((await twice("/login")).map((text) => text.includes("ada"))).toEqual([true, true]);
  await expectSuccess(direct.api.patch("/api/chat/me", { displayName: "Countess Lovelace" }));
  expect((await twice("/login")).map((text) => text.includes("Countess Lovelace"))).toEqual([true, true]);

  const page = `/register?invite=${invite.code}`;
  expect((await twice(page)).map((text) => text.includes("This invitation does not work"))).toEqual([false, false]);
  await expectSuccess(direct.api.delete(`/api/chat/invites/${invite.id}`));
  expect((await twice(page)).map((text) => text.includes("This invitation does not work"))).toEqual([true, true]);

  const [, other] = await twice("/login?next=%2Frooms%2Fsecret");
  expect(other).toContain("/rooms/secret");
  expect((await twice("/login")).join()).not.toContain("secret");
});

test("somebody who asks too often is told so, also for a page that is kept", async () => {
  const strict = await startServer({ env: { LIMIT_REQUEST: "5/60" } });
  const statuses: number[] = [];
  for (let i = 0; i < 8; i++) statuses.push((await ask(strict, get("/register"))).status);
  await strict.stop();
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
});
