// What a process of functions does before its first answer.
import { expect, inject, test } from "vitest";
import { startHost } from "../support/functions/host.ts";
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
