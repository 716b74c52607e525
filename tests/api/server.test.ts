// The server's process: how it starts, when it refuses to start, and what it logs.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { healthReplySchema } from "@/lib/health/schema.ts";
import { client, expectReply } from "../support/client.ts";
import { onPostgresql, openDatabase } from "../support/database.ts";
import { spawnServer, startServer, type TestServer } from "../support/server.ts";
import { until } from "../support/until.ts";

describe("a healthy server", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());

  test("says so to anybody, without being cached", async () => {
    const reply = await client(server.url).get("/api/health");
    expect(reply.status).toBe(200);
    expect(await expectReply(reply, healthReplySchema)).toMatchObject({ status: "ok", database: "ok", realtime: "ok" });
    expect(reply.headers.get("cache-control")).toContain("no-store");
  });

  test("prints the address that people open", () => {
    expect(server.logs()).toContain(`Parley is ready at ${server.url}`);
  });

  test("keeps its data to its own user", () => {
    expect(statSync(path.join(server.dataDir, "secrets.json")).mode & 0o077).toBe(0);
  });

  // docs/decisions/040-the-built-configuration.md: the compiler that Next would load for next.config.ts is not in
  // memory.
  test.runIf(process.platform === "linux")("keeps no compiler in memory", () => {
    const loaded = readFileSync(`/proc/${server.pid}/maps`, "utf8");
    expect(loaded.includes("better_sqlite3")).toBe(!onPostgresql());
    expect(loaded).not.toMatch(/next-swc|esbuild|lightningcss/);
  });

  test("tells browsers nothing about https while it is served without", async () => {
    const reply = await client(server.url).get("/api/health");
    expect(reply.headers.get("strict-transport-security")).toBeNull();
  });

  test("answers an upgrade that is not for the live server, rather than leave it hanging", async () => {
    const upgrade = { connection: "Upgrade", upgrade: "websocket" };
    const answer = await rawRequest(server.port, "/elsewhere", upgrade);
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
  });

  test("refuses a live connection that a foreign page opens", async () => {
    const upgrade = {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
    };
    const own = await rawRequest(server.port, "/app/any?protocol=7", { ...upgrade, origin: server.url });
    expect(own).toMatch(/^HTTP\/1\.1 101 /);
    for (const origin of [
      "https://evil.test",
      "null",
      `${server.url}.evil.test`,
      `http://evil.127.0.0.1:${server.port}`,
    ])
      expect(await rawRequest(server.port, "/app/any?protocol=7", { ...upgrade, origin })).toMatch(/^HTTP\/1\.1 403 /);
  });
});

describe("behind a proxy with https", () => {
  test("the server asks browsers to stay on https", async () => {
    const server = await startServer({ env: { APP_URL: "https://chat.test", TRUST_PROXY: "1" } });
    const reply = await client(server.url).get("/api/health");
    expect(reply.headers.get("strict-transport-security")).toMatch(/^max-age=\d{8,}/);
    expect(server.logs()).toContain("Parley is ready at https://chat.test");
    await server.stop();
  });
});

describe("a start that cannot succeed", () => {
  test.each([
    ["PORT", "eighty"],
    ["REGISTRATION", "sometimes"],
    ["NEXTAUTH_SECRET", "secret"],
    ["LIMIT_SEND", "ten"],
    ["DATABASE_URL", "file:/dev/null/parley.db"],
    ["HOST", "192.0.2.1"],
  ])("for %s=%s ends with 1 and one sentence that names the setting", async (name, value) => {
    const server = await spawnServer({ env: { [name]: value } });
    expect(await server.ended).toBe(1);
    const words = server.logs().trim();
    expect(words.split("\n").filter((line) => line.includes(name))).toHaveLength(1);
    expect(words).not.toMatch(/^\s+at /m);
    expect(words.split("\n").at(-1)).toMatch(/\.$/);
  });

  test("because the port is taken names PORT", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const port = (other.address() as { port: number }).port;
    const server = await spawnServer({ port });
    expect(await server.ended).toBe(1);
    expect(server.logs()).toContain("The setting PORT cannot be used");
    other.close();
  });

  test("because the database file is no database says so", async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), "parley-broken-"));
    writeFileSync(path.join(dataDir, "parley.db"), "this is no database".repeat(1000));
    const server = await spawnServer({ dataDir });
    expect(await server.ended).toBe(1);
    expect(server.logs()).toContain("DATABASE_URL");
    rmSync(dataDir, { recursive: true });
  });
});

test("an empty data folder becomes a working Parley", async () => {
  const dataDir = path.join(mkdtempSync(path.join(tmpdir(), "parley-empty-")), "deep", "data");
  const server = await startServer({ dataDir });
  const database = await openDatabase(server);
  expect(await database.tables()).toContain("Message");
  await database.close();
  await server.stop();
  rmSync(dataDir, { recursive: true });
});

test("a live server that cannot be reached makes the health check fail, and nothing else", async () => {
  const env = {
    PUSHER_HOST: "127.0.0.1",
    PUSHER_PORT: "1",
    PUSHER_APP_ID: "a",
    PUSHER_KEY: "k",
    PUSHER_SECRET: "a secret",
  };
  const server = await spawnServer({ env });
  let reply: Awaited<ReturnType<ReturnType<typeof client>["get"]>> | undefined;
  await until(
    async () => {
      reply = await client(server.url)
        .get("/api/health")
        .catch(() => undefined);
      return reply !== undefined;
    },
    { timeoutMs: 20_000, what: "the server answers" },
  );
  expect(reply?.status).toBe(503);
  expect(healthReplySchema.parse(reply?.body)).toMatchObject({
    status: "failing",
    database: "ok",
    realtime: "failing",
  });
  expect((await client(server.url).get("/register")).status).toBe(200);
  await server.stop();
});

/** The first bytes of the reply to a request that fetch would refuse to send. */
async function rawRequest(port: number, target: string, headers: Record<string, string>): Promise<string> {
  const { connect } = await import("node:net");
  const lines = Object.entries({ host: `127.0.0.1:${port}`, ...headers }).map(([name, value]) => `${name}: ${value}`);
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () =>
      socket.write(`GET ${target} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`),
    );
    socket.setTimeout(5_000, () => reject(new Error("no answer")));
    socket.once("error", reject).once("data", (data) => {
      resolve(data.toString("latin1"));
      socket.destroy();
    });
  });
}
