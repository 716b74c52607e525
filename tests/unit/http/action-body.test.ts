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

  test("is refused when it is larger than any form of ours, whatever its length says", async () => {
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new TextEncoder().encode("x".repeat(64 * 1024))),
    });
    const headers = { "next-action": "6092ee", "content-type": "text/plain;charset=UTF-8" };
    const endless = { method: "POST", body, headers, duplex: "half" } as RequestInit;
    await expect(isActionBody(new Request("http://parley.test/login", endless))).rejects.toThrow("at most 256 KiB");
  });

  test("is none with a form that is not there, or with more than a form can say", async () => {
    expect(await isActionBody(call({ ...LOGIN, "0": '[{"values":{}},"$K2"]' }))).toBe(false);
    expect(await isActionBody(call({ ...LOGIN, "0": '[{"values":"$F1"},"$K1"]' }))).toBe(false);
    expect(await isActionBody(call({ ...LOGIN, "0": "no JSON" }))).toBe(false);
  });
});
