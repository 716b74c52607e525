import { describe, expect, test } from "vitest";
import { isActionBody } from "../../../lib/http/action-body.ts";

/** The request as Chromium sends it. */
function call(fields: Record<string, string>): Request {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return new Request("http://parley.test/login", { method: "POST", body, headers: { "next-action": "6092ee" } });
}

const LOGIN = { _1_next: "/", _1_username: "ada", _1_password: "a long sentence", "0": '[{"values":{}},"$K1"]' };

describe("the log-in form of a page with JavaScript", () => {
  test("is one that a page of ours sends, with React's mark before its prefix or without", async () => {
    expect(await isActionBody(call(LOGIN))).toBe(true);
    expect(await isActionBody(call({ "1_username": "ada", "0": '[{"values":{}},"$K1"]' }))).toBe(true);
  });

  test("is none with a form that is not there, or with more than a form can say", async () => {
    expect(await isActionBody(call({ ...LOGIN, "0": '[{"values":{}},"$K2"]' }))).toBe(false);
    expect(await isActionBody(call({ ...LOGIN, "0": '[{"values":"$F1"},"$K1"]' }))).toBe(false);
    expect(await isActionBody(call({ ...LOGIN, "0": "no JSON" }))).toBe(false);
  });
});
