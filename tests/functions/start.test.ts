// What a process of functions does before its first answer, and while its database is away (docs/reliability.md M3).
import { randomBytes } from "node:crypto";
import { expect, inject, test } from "vitest";
import { register } from "../support/cast.ts";
import { startFaultyProxy } from "../support/faulty-proxy.ts";
import { formOf } from "../support/forms.ts";
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

const AWAY = "Parley cannot reach its data at the moment";

/** A host whose functions reach their database through a network that can be broken. */
async function startBehindNetwork({ isAway }: { isAway: boolean }) {
  const settings = await settingsOfFunctions();
  const database = new URL(settings.DATABASE_URL ?? "");
  const network = await startFaultyProxy(Number(database.port));
  if (isAway) network.block();
  database.port = String(network.port);
  database.hostname = "127.0.0.1";
  const host = await startHost(inject("deployed"), { ...settings, DATABASE_URL: database.href });
  const get = (path: string, headers = {}) => fetch(new URL(path, host.url), { redirect: "manual", headers });
  const stop = async () => {
    host.stop();
    await network.close();
  };
  return { network, host, get, stop };
}

test("while the database is away it says so, and goes on when the database is back", async () => {
  const { network, get, stop } = await startBehindNetwork({ isAway: true });
  const stranger = { authorization: `Bearer ${randomBytes(32).toString("base64url")}` };

  const health = await get("/api/health");
  expect([health.status, await health.json()]).toEqual([503, expect.objectContaining({ database: "failing" })]);
  const me = await get("/api/chat/me", stranger);
  expect([me.status, me.headers.get("retry-after")]).toEqual([503, expect.stringMatching(/^\d+$/)]);
  const page = await get("/login");
  expect([page.status, page.headers.get("retry-after")]).toEqual([503, expect.stringMatching(/^\d+$/)]);
  expect(await page.text()).toContain(AWAY);

  network.restore();
  await until(async () => (await get("/api/health")).status === 200, { what: "the same processes are well again" });
  expect((await get("/register")).status).toBe(200);
  expect((await get("/api/chat/me", stranger)).status).toBe(401);
  await stop();
});

test("when the database goes away, pages and forms without JavaScript are answered with 503 and words", async () => {
  const { network, host, get, stop } = await startBehindNetwork({ isAway: false });
  await register(host, "ada");
  const form = await formOf(null, "/login", "username", host);
  network.block();
  network.cut();
  for (const path of ["/login", "/", "/register", "/rooms/nowhere"]) {
    const page = await get(path);
    expect([path, page.status, page.headers.get("retry-after")]).toEqual([path, 503, expect.stringMatching(/^\d+$/)]);
    expect(await page.text()).toContain(AWAY);
  }
  const refused = await form.send({ username: "ada", password: "whatever it was", next: "/" });
  expect(refused.status).toBe(503);
  expect(refused.text).toContain("Your form was not saved.");
  expect(refused.html, "what was typed is not lost by loading anew").not.toContain("http-equiv");
  // A step inside of an open page is no page: the open page says it in its own words.
  const step = await get("/login", { rsc: "1", "sec-fetch-dest": "empty" });
  expect(await step.text()).not.toContain(AWAY);

  network.restore();
  expect((await get("/login")).status).toBe(200);
  await stop();
});

test("a page that loses the database when the proxy has let it through is a 503, too", async () => {
  const { network, host, get, stop } = await startBehindNetwork({ isAway: false });
  await register(host, "ada");
  // The proxy has a connection of its own now, which stays; the page, which has read nothing yet, needs a new one.
  expect((await get("/nowhere")).status).toBe(404);
  network.block();
  const page = await get("/login");
  expect(await page.text(), "the proxy has let it through").not.toContain(AWAY);
  expect([page.status, page.headers.get("retry-after")]).toEqual([503, expect.stringMatching(/^\d+$/)]);
  await stop();
});
