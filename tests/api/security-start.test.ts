// docs/reliability.md O3.
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { PASSWORD } from "../support/cast.ts";
import { client } from "../support/client.ts";
import { openDatabase } from "../support/database.ts";
import { freePort, newDataDir, spawnServer, startServer, type TestServer } from "../support/server.ts";

const started: TestServer[] = [];
const keep = (server: TestServer): TestServer => {
  started.push(server);
  return server;
};
afterEach(async () => {
  for (const server of started.splice(0)) await server.kill();
});

test("nobody else on the machine reads what is in a folder that was open to all before", async () => {
  const dataDir = await newDataDir();
  mkdirSync(path.join(dataDir, "files", "ab"), { recursive: true });
  writeFileSync(path.join(dataDir, "files", "ab", "kept"), "a file of an earlier version");
  writeFileSync(path.join(dataDir, "before.db"), "a backup made by cp");
  writeFileSync(path.join(dataDir, "README"), "somebody else's");
  for (const name of ["", "files", "files/ab"]) chmodSync(path.join(dataDir, name), 0o755);
  for (const name of ["parley.db", "files/ab/kept", "before.db", "README"]) chmodSync(path.join(dataDir, name), 0o644);
  const server = keep(await startServer({ dataDir }));
  await client(server.url).post("/api/register", { username: "ada", password: PASSWORD });
  const names = readdirSync(dataDir, { recursive: true, encoding: "utf8" });
  expect(names).toEqual(expect.arrayContaining(["parley.db-wal", "parley.db-shm", "secrets.json"]));
  const open = names.filter((name) => (statSync(path.join(dataDir, name)).mode & 0o077) !== 0);
  expect(open).toEqual(["README"]);
  await server.stop();
});

describe("Parley does not start with a secret that mallory could guess", () => {
  test.each(["secret", "changeme", "short", "a".repeat(40), "abab".repeat(20), " ".repeat(40)])(
    "%s",
    async (secret) => {
      const server = keep(await spawnServer({ env: { NEXTAUTH_SECRET: secret } }));
      expect(await server.ended).toBe(1);
      expect(server.logs()).toContain("NEXTAUTH_SECRET");
      if (secret.trim().length > 5) expect(server.logs()).not.toContain(secret);
    },
  );

  test.each(["password", "changeme", "secret", "aaaaaaaaaaaaaaaa"])(
    "nor with %s for its live events",
    async (secret) => {
      const server = keep(await spawnServer({ env: { PUSHER_SECRET: secret } }));
      expect(await server.ended).toBe(1);
      expect(server.logs()).toContain("PUSHER_SECRET");
    },
  );

  test("while with none it makes its own, another one in each installation", async () => {
    const [one, two] = [keep(await startServer()), keep(await startServer())];
    const secrets = [one, two].map(({ dataDir }) => {
      const file = path.join(dataDir, "secrets.json");
      expect(statSync(file).mode & 0o077, "only its owner reads it").toBe(0);
      return JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
    });
    for (const name of ["authSecret", "pusherSecret", "pusherKey"]) {
      expect(secrets[0]?.[name]?.length).toBeGreaterThanOrEqual(20);
      expect(secrets[0]?.[name]).not.toBe(secrets[1]?.[name]);
    }
  });
});

test("of ten who come first at the same moment one is the administrator, and nobody becomes it later", async () => {
  const server = keep(await startServer());
  const names = Array.from({ length: 10 }, (_, i) => `first${i}`);
  const replies = await Promise.all(
    names.map((username) => client(server.url).post("/api/register", { username, password: PASSWORD, role: "ADMIN" })),
  );
  expect(replies.map(({ status }) => status)).toEqual(names.map(() => 201));
  const roles = replies.map(({ body }) => (body as { user: { role: string } }).user.role);
  expect(roles.filter((role) => role === "ADMIN")).toHaveLength(1);
  const late = await client(server.url).post("/api/register", { username: "mallory", password: PASSWORD });
  expect(late).toMatchObject({ status: 201, body: { user: { role: "MEMBER" } } });
  const token = replies.map(({ body }) => body as { user: { role: string }; token: string });
  const admin = token.find(({ user }) => user.role === "ADMIN")?.token;
  expect((await client(server.url, admin).get("/api/chat/invites")).status).toBe(200);
  const members = token.filter(({ user }) => user.role !== "ADMIN");
  for (const member of members)
    expect((await client(server.url, member.token).get("/api/chat/invites")).status).toBe(403);
});

describe("where a door is closed", () => {
  test.each(["closed", "invite"])("(%s) mallory does not learn which names are taken", async (REGISTRATION) => {
    const server = keep(await startServer({ env: { REGISTRATION } }));
    const api = client(server.url);
    const account = (username: string) => ({ username, password: PASSWORD });
    expect((await api.post("/api/register", account("ada"))).status, "the first one gets in").toBe(201);
    const [taken, free] = [
      await api.post("/api/register", account("ada")),
      await api.post("/api/register", account("bob")),
    ];
    expect(taken.status).toBe(403);
    expect(taken).toMatchObject({ status: free.status, body: free.body });
  });
});

describe("health says 503 and names what fails", () => {
  test("a database that is locked, and recovers by itself", async () => {
    const server = keep(await startServer());
    const api = client(server.url);
    expect(await api.get("/api/health")).toMatchObject({
      status: 200,
      body: { status: "ok", database: "ok", realtime: "ok" },
    });
    const other = await openDatabase(server);
    await other.lockWrites();
    // The reply is cached for a second, so the test asks until it gets a new one.
    await expect
      .poll(() => api.get("/api/health"), { timeout: 20_000 })
      .toMatchObject({
        status: 503,
        body: { database: "failing", realtime: "ok" },
      });
    await other.run("ROLLBACK");
    await other.close();
    await expect.poll(() => api.get("/api/health"), { timeout: 20_000 }).toMatchObject({ status: 200 });
  });

  test("a live server that nobody answers for", async () => {
    const gone = await freePort();
    const env = {
      PUSHER_HOST: "127.0.0.1",
      PUSHER_PORT: String(gone),
      PUSHER_TLS: "false",
      PUSHER_APP_ID: "a",
      PUSHER_KEY: "b",
      PUSHER_SECRET: "long-enough-secret",
    };
    const server = keep(await spawnServer({ env }));
    const health = async () => {
      const reply = await client(server.url)
        .get("/api/health")
        .catch(() => null);
      return reply && { status: reply.status, body: reply.body };
    };
    await expect
      .poll(health, { timeout: 30_000 })
      .toMatchObject({ status: 503, body: { database: "ok", realtime: "failing" } });
    expect(JSON.stringify(await health())).not.toContain("secret");
  });
});
