// What a process of functions does before its first answer.
import { randomBytes } from "node:crypto";
import { expect, inject, test } from "vitest";
import { startFaultyProxy } from "../support/faulty-proxy.ts";
import { startHost } from "../support/functions/host.ts";
import { until } from "../support/until.ts";
import { settingsOfFunctions, startFunctions } from "./stage.ts";

test("under https every answer of a function says that it stays so, once", async () => {
  const host = await startFunctions({ APP_URL: "https://chat.test" });
  for (const path of ["/api/health", "/api/chat/me", "/api/nowhere", "/login", "/"]) {
    const reply = await fetch(new URL(path, host.url), { redirect: "manual" });
    expect(reply.headers.get("strict-transport-security"), path).toMatch(/^max-age=\d{8,}$/);
  }
  host.stop();
});

test.each(["NEXTAUTH_SECRET", "CRON_SECRET", "TRUST_PROXY", "DATABASE_URL"])(
  "without %s it answers nothing, and the log has one sentence that names it",
  async (missing) => {
    const { [missing]: _, ...env } = await settingsOfFunctions();
    const host = await startHost(inject("deployed"), env);
    expect((await fetch(`${host.url}/api/health`)).status).toBe(502);
    expect(host.logs()).toContain(`The setting ${missing}`);
    host.stop();
  },
);

test("while the database is away it says so, and goes on when the database is back", async () => {
  const settings = await settingsOfFunctions();
  const database = new URL(settings.DATABASE_URL ?? "");
  const network = await startFaultyProxy(Number(database.port));
  network.block();
  database.port = String(network.port);
  database.hostname = "127.0.0.1";
  const host = await startHost(inject("deployed"), { ...settings, DATABASE_URL: database.href });
  const stranger = { authorization: `Bearer ${randomBytes(32).toString("base64url")}` };
  const get = (path: string, headers = {}) => fetch(new URL(path, host.url), { redirect: "manual", headers });

  const health = await get("/api/health");
  expect([health.status, await health.json()]).toEqual([503, expect.objectContaining({ database: "failing" })]);
  const me = await get("/api/chat/me", stranger);
  expect([me.status, me.headers.get("retry-after")]).toEqual([503, expect.stringMatching(/^\d+$/)]);

  network.restore();
  await until(async () => (await get("/api/health")).status === 200, { what: "the same processes are well again" });
  expect((await get("/register")).status).toBe(200);
  expect((await get("/api/chat/me", stranger)).status).toBe(401);
  host.stop();
  await network.close();
});
