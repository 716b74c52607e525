// Mallory sends by hand to the addresses that only our own pages and next-auth use. She is refused with a sentence, and
// never causes a fault.
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { browserOf } from "../support/browser-session.ts";
import { cast } from "../support/cast.ts";
import { startServer } from "../support/server.ts";

const server = await startServer();
const { ada } = await cast(server);
const { cookie } = await browserOf(ada);
afterAll(() => server.stop());

type Action = { id: string; address: string; cookie: string };
/** Every server action with a page that has it. The pages of the chat are there for people who are signed in only. */
const actions = (): Action[] => {
  const manifest = path.resolve(".next/server/server-reference-manifest.json");
  const { node } = JSON.parse(readFileSync(manifest, "utf8")) as { node: Record<string, { workers: object }> };
  return Object.entries(node).map(([id, { workers }]) =>
    "app/(auth)/login/page" in workers ? { id, address: "/login", cookie: "" } : { id, address: "/browse", cookie },
  );
};
const own = () => ({ origin: server.url });

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

const post = (address: string, body: BodyInit, headers: Record<string, string> = {}) =>
  fetch(server.url + address, { method: "POST", body, redirect: "manual", headers: { ...own(), ...headers } });

describe("a server action", () => {
  const ARGUMENTS: [string, () => BodyInit, Record<string, string>?][] = [
    ["nothing", () => ""],
    ["no JSON", () => "garbage"],
    ["no list", () => '{"a":1}'],
    ["a number", () => "7"],
    ["an empty list", () => "[]"],
    ["a null", () => "[null,null]"],
    ["texts", () => '["a","b"]'],
    ["a form that is not there", () => '["$undefined","$K1"]'],
    ["a server reference", () => '[{},"$F1"]'],
    ["a promise", () => '["$@1","$@2"]'],
    ["a map", () => '["$Q1","$W1"]'],
    ["a reference to nothing", () => '["$99:a:b","$1"]'],
    ["a date that is none", () => '["$Dnever","$n1"]'],
    ["a prototype", () => '["$1:__proto__:constructor","$B1"]'],
    ["lists within lists", () => "[".repeat(50_000)],
    ["a form without its arguments", () => formOf({ "1_username": "ada" })],
    ["a form whose arguments are no JSON", () => formOf({ "0": "nonsense", "1_username": "ada" })],
    ["a form and a chunk that is no JSON", () => formOf({ "0": '["$1","$K2"]', "1": "{", "2_username": "ada" })],
    ["a form with too few arguments", () => formOf({ "0": '["$K1"]', "1_username": "ada" })],
    ["a form that does not end", () => "--x\r\n", { "content-type": "multipart/form-data; boundary=x" }],
    ["a form without a boundary", () => "--x--", { "content-type": "multipart/form-data" }],
    ["an urlencoded form", () => "0=%ff", { "content-type": "application/x-www-form-urlencoded" }],
  ];

  test.each(ARGUMENTS)("with %s for its arguments is refused", async (_, body, headers = {}) => {
    const answers = await Promise.all(
      actions().map(async ({ id, address, cookie }) => {
        const { status } = await post(address, body(), { "next-action": id, cookie, ...headers });
        return status;
      }),
    );
    expect(answers.filter((status) => status >= 500)).toEqual([]);
    // The log-out has no arguments and ignores what is sent along.
    expect(answers.filter((status) => status >= 400).length).toBeGreaterThanOrEqual(actions().length - 1);
  });

  test("that nobody has written is not found", async () => {
    for (const id of ["0", "x", "f".repeat(42), "f".repeat(4000), "constructor", "__proto__"]) {
      const { status } = await post("/login", "[]", { "next-action": id });
      expect([id, status >= 400 && status < 500]).toEqual([id, true]);
    }
  });

  const FIELDS: [string, Record<string, string>][] = [
    ["a reference without an action", { $ACTION_REF_1: "" }],
    ["an action that is no JSON", { $ACTION_REF_1: "", "$ACTION_1:0": "nonsense" }],
    ["an action without a name", { $ACTION_REF_1: "", "$ACTION_1:0": '{"bound":"$@1"}', "$ACTION_1:1": "[]" }],
    ["a state that is no list", { $ACTION_REF_1: "", "$ACTION_1:0": '{"id":"aa","bound":"$@1"}', "$ACTION_1:1": "7" }],
    ["a state that is not there", { $ACTION_REF_1: "", "$ACTION_1:0": '{"id":"aa","bound":"$@1"}' }],
    [
      "a state of references",
      { $ACTION_REF_1: "", "$ACTION_1:0": '{"id":"aa","bound":"$@1"}', "$ACTION_1:1": '["$F9"]' },
    ],
    ["an odd number", { $ACTION_REF___proto__: "" }],
    ["an action nobody has written", { [`$ACTION_ID_${"f".repeat(42)}`]: "" }],
    ["an action with an odd name", { $ACTION_ID_x: "" }],
  ];

  test.each(FIELDS)("of a form without JavaScript, with %s, is refused", async (_, fields) => {
    const { status } = await post("/login", formOf({ ...fields, username: "ada", password: "x" }));
    expect([status >= 400, status < 500]).toEqual([true, true]);
  });

  test("as a page of ours sends it is answered", async () => {
    const [state, form] = [{ values: {} }, { "1_username": "ada", "1_password": "not this one" }];
    for (const { id, address, cookie } of actions()) {
      const body = formOf({ ...form, "0": JSON.stringify([state, "$K1"]) });
      const { status } = await post(address, body, { "next-action": id, cookie });
      expect([200, 303]).toContain(status);
    }
  });
});

describe("an address to come back to", () => {
  const ODD = [
    "javascript:alert(1)",
    "foo",
    "http://",
    "https://a b",
    "//[",
    "data:,x",
    "file:///etc",
    "%ff",
    "\\\\evil.test",
  ];

  test.each(ODD)("%s is refused, or leads to a page of ours", async (odd) => {
    const encoded = encodeURIComponent(odd);
    for (const action of ["signin", "signout", "session", "csrf", "error", "providers", "callback/credentials"]) {
      const query = await fetch(`${server.url}/api/auth/${action}?callbackUrl=${encoded}`, { redirect: "manual" });
      expect([action, query.status < 500]).toEqual([action, true]);
      const kept = { cookie: `${cookie}; next-auth.callback-url=${encoded}` };
      const jar = await fetch(`${server.url}/api/auth/${action}`, { redirect: "manual", headers: kept });
      expect([action, "by cookie", jar.status < 500]).toEqual([action, "by cookie", true]);
    }
    for (const action of ["signin/credentials", "signout", "callback/credentials"]) {
      const body = JSON.stringify({ callbackUrl: odd, csrfToken: "x" });
      const { status, headers } = await post(`/api/auth/${action}`, body, {
        "content-type": "application/json",
        cookie,
      });
      expect([action, status < 500]).toEqual([action, true]);
      expect(headers.get("location") ?? "").not.toMatch(/evil|javascript|data:|file:/);
    }
  });

  test("of our own is taken", async () => {
    const { status } = await fetch(`${server.url}/api/auth/signin?callbackUrl=%2Frooms`, { redirect: "manual" });
    expect(status).toBe(302);
  });

  test("and nobody writes into the log through next-auth", async () => {
    const body = JSON.stringify({ level: "error", code: "forged", message: "a line of mallory's" });
    expect((await post("/api/auth/_log", body, { "content-type": "application/json" })).status).toBe(404);
    expect(server.logs()).not.toContain("mallory's");
  });
});
