// Runs `npm run admin` in a shell beside the running server.
import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { userChannel } from "@/lib/realtime/channels.ts";
import { loginReplySchema } from "@/lib/users/credentials-schema.ts";
import { cast, type Person } from "../support/cast.ts";
import { client, expectReply, expectSuccess, refusal } from "../support/client.ts";
import { databaseSettings } from "../support/database.ts";
import { rawLive } from "../support/raw-socket.ts";
import { startServer } from "../support/server.ts";

const server = await startServer();
afterAll(() => server.stop());
const { ada, grace, linus } = await cast(server);

type Result = { code: number | null; words: string };

async function admin(args: string[], dataDir = server.dataDir): Promise<Result> {
  const database = { DATABASE_URL: "", ...(await databaseSettings(dataDir)) };
  const env = { ...process.env, ...database, DATA_DIR: dataDir, APP_URL: "", NODE_ENV: "production" as const };
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["scripts/admin.mjs", ...args], { env });
    let words = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (words += chunk));
    child.on("close", (code) => resolve({ code, words }));
  });
}

const logIn = (person: Person, password = person.password) =>
  client(server.url).post("/api/login", { username: person.username, password });

test("a shell lists everybody, and a locked-out ada gets a link", async () => {
  expect((await admin(["list"])).words).toMatch(/^ada {2}· {2}ada {2}· {2}seen .* UTC {2}· {2}administrator$/m);
  const { code, words } = await admin(["reset", "ada"]);
  expect(code).toBe(0);
  const secret = /reset\?code=([\w-]+)/.exec(words)?.[1];
  await expectSuccess(client(server.url).post("/api/reset", { code: secret, newPassword: "a password from a shell" }));
  await expectReply(logIn(ada, "a password from a shell"), loginReplySchema);
});

test("whom a shell disables is out within seconds, with all open sockets, and comes back when enabled", async () => {
  const socket = await rawLive(grace, server, userChannel(grace.id));
  await expectSuccess(grace.api.get("/api/chat/me"));
  expect(await admin(["disable", "grace"])).toMatchObject({ code: 0 });
  expect(await socket.closed(20_000)).toBe(4009);
  await expect.poll(() => refusal(grace.api.get("/api/chat/me")), { timeout: 20_000 }).toBe("401 unauthorized");
  expect((await logIn(grace)).status).toBe(403);
  expect(await admin(["enable", "grace"])).toMatchObject({ code: 0 });
  await expectReply(logIn(grace), loginReplySchema);
});

test("a shell makes an administrator, and does not unmake the last one", async () => {
  const { code, words } = await admin(["make-admin", "linus"]);
  const lines = words.trim().split("\n");
  expect(code).toBe(0);
  expect(lines).toContain("linus is an administrator now.");
  expect(JSON.parse(lines.find((line) => line.startsWith("{")) ?? "")).toMatchObject({
    message: "administration",
    act: "made an administrator",
    by: "shell",
    userId: linus.id,
  });
  await expect.poll(async () => (await linus.api.get("/api/chat/accounts")).status, { timeout: 20_000 }).toBe(200);
  expect((await admin(["unmake-admin", "linus"])).code).toBe(0);
  expect(await admin(["unmake-admin", "ada"])).toMatchObject({
    code: 1,
    words: expect.stringMatching(/last administrator/),
  });
});

test("a shell is told what it did wrong, in a sentence, and nothing is made or changed", async () => {
  expect(await admin(["reset", "nobody"])).toMatchObject({
    code: 1,
    words: expect.stringMatching(/nobody of the username nobody/),
  });
  expect(await admin(["delete", "grace"])).toMatchObject({ code: 1, words: expect.stringMatching(/add --yes/) });
  expect(await admin([])).toMatchObject({ code: 1, words: expect.stringMatching(/npm run admin -- COMMAND/) });
  expect(await admin(["reset"])).toMatchObject({ code: 1, words: expect.stringMatching(/whose account/) });
  const empty = mkdtempSync(path.join(tmpdir(), "parley-admin-"));
  expect(await admin(["list"], empty)).toMatchObject({ code: 1, words: expect.stringMatching(/There is no database/) });
  expect((await logIn(grace)).status).toBe(200);
});
