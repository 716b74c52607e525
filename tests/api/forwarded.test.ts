// Limits count by an address that the client cannot choose (docs/security.md A5).
import { expect, test } from "vitest";
import { client, refusal } from "../support/client.ts";
import { startServer } from "../support/server.ts";

const LIMIT = { LIMIT_REGISTRATION: "2/3600" };

function registerAs(url: string, username: string, forwardedFor: string) {
  const headers = { "x-forwarded-for": forwardedFor, "x-real-ip": forwardedFor, forwarded: `for=${forwardedFor}` };
  return client(url).post("/api/register", { username, password: "correct horse battery" }, { headers });
}

test("mallory cannot get around a limit by claiming another address each time", async () => {
  const server = await startServer({ env: LIMIT });
  for (const n of [1, 2]) expect((await registerAs(server.url, `mallory${n}`, `203.0.113.${n}`)).status).toBe(201);
  const third = await registerAs(server.url, "mallory3", "203.0.113.3");
  expect(await refusal(third)).toBe("429 rate_limited");
  expect(Number(third.headers.get("retry-after"))).toBeGreaterThan(0);
  await server.stop();
});

test("behind one trusted proxy people are counted by the address that the proxy saw, not by what they claim", async () => {
  const server = await startServer({ env: { ...LIMIT, TRUST_PROXY: "1" } });
  for (const n of [1, 2]) expect((await registerAs(server.url, `grace${n}`, "203.0.113.1")).status).toBe(201);
  expect((await registerAs(server.url, "linus", "203.0.113.2")).status).toBe(201);
  expect(await refusal(registerAs(server.url, "grace3", "203.0.113.1"))).toBe("429 rate_limited");
  expect(await refusal(registerAs(server.url, "mallory", "203.0.113.9, 203.0.113.1"))).toBe("429 rate_limited");
  await server.stop();
});
