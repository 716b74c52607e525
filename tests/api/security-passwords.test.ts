import { readFileSync } from "node:fs";
import { dictionary } from "@zxcvbn-ts/language-common";
import { afterAll, describe, expect, test } from "vitest";
import { cast, PASSWORD, register } from "../support/cast.ts";
import { client, refusal } from "../support/client.ts";
import { openDatabase, storedBytes } from "../support/database.ts";
import { startServer } from "../support/server.ts";

const server = await startServer({ env: { LIMIT_LOGIN_PER_ACCOUNT: "1000000/60" } });
const people = await cast(server);
afterAll(() => server.stop());

const logIn = (username: unknown, password: unknown) => client(server.url).post("/api/login", { username, password });
const signUp = (username: string, password: string) => client(server.url).post("/api/register", { username, password });

describe("what is stored", () => {
  test("of ada's password is an Argon2id hash with its parameters and a salt of its own", async () => {
    const database = await openDatabase(server);
    const rows = await database.all<{ passwordHash: string }>(`SELECT "passwordHash" FROM "User"`);
    const hashes = rows.map((row) => row.passwordHash);
    await database.close();
    expect(hashes).toHaveLength(4);
    const salts = hashes.map((hash) => {
      const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(hash);
      expect(Number(parts?.[1])).toBeGreaterThanOrEqual(19_456);
      expect(Number(parts?.[2])).toBeGreaterThanOrEqual(2);
      expect(Number(parts?.[3])).toBe(1);
      return parts?.[4];
    });
    // All four people chose the same password.
    expect(new Set(salts).size).toBe(4);
    expect(new Set(hashes).size).toBe(4);
  });

  test("of her tokens is only a hash, anywhere in what is stored", async () => {
    const bytes = await storedBytes(server);
    expect(bytes.includes(people.ada.username), "names are there").toBe(true);
    for (const secret of [people.ada.token, PASSWORD]) expect(bytes.includes(secret)).toBe(false);
  });
});

describe("a password", () => {
  const letters = "пароль-密码-🔑-ñandú-Ünïcödé-".repeat(3);
  const sixtyFour = [...letters].slice(0, 64).join("");

  test("of 64 characters of any script is taken, in every Unicode form of it, and nothing shorter or otherwise written opens it", async () => {
    expect([...sixtyFour]).toHaveLength(64);
    const grete = await register(server, "grete", sixtyFour);
    for (const form of ["NFC", "NFD", "NFKC"])
      expect((await logIn("grete", sixtyFour.normalize(form))).status).toBe(200);
    expect((await grete.logIn()).id).toBe(grete.id);
    const others = [[...sixtyFour].slice(0, 63).join(""), ` ${sixtyFour}`, `${sixtyFour} `, sixtyFour.toUpperCase()];
    others.push(`${sixtyFour}\u0000`);
    for (const other of others) expect(await refusal(logIn("grete", other))).toBe("401 unauthorized");
  });

  test.each([
    ["of 8 characters", "zq7!mx#t"],
    ["of 256 characters", `${"9f-".repeat(85)}x`],
    ["of 256 characters beyond the first plane", "🔑🗝".repeat(128)],
    ["of spaces and signs", "  ~ ^ _  \t x"],
    ["of one letter class", "qmzjwkvxhgtr"],
  ])("%s is taken", async (what, password) => {
    const name = what.replaceAll(" ", "-").slice(0, 30);
    expect((await signUp(name, password)).status).toBe(201);
    expect((await logIn(name, password)).status).toBe(200);
    expect((await logIn(name, password.slice(0, -1))).status).toBe(401);
  });

  test.each([
    ["of 7 characters", "zq7!mx#"],
    ["of 257 characters", "z".repeat(257)],
    ["with NUL in it", "zq7!mx\u0000#t"],
    ["with half a character in it", "zq7!mx\ud800#t"],
  ])("%s is refused", async (_, password) => {
    const reply = await signUp("nobody", password);
    expect(reply).toMatchObject({ status: 422, body: { error: { fields: { password: expect.any(String) } } } });
  });

  test("from the list of the most common is refused, however its letters are written, also on a change", async () => {
    const common = (dictionary["passwords-common"] as string[]).filter((word) => word.length >= 8);
    expect((dictionary["passwords-common"] as string[]).length).toBeGreaterThan(3000);
    const tried = ["password1", "PassWord1", "12345678", "iloveyou", ...common.slice(0, 15)];
    for (const password of tried)
      expect([password, (await signUp("nobody", password)).status]).toEqual([password, 422]);
    const change = { currentPassword: PASSWORD, newPassword: "password1" };
    expect((await people.ada.api.post("/api/chat/me/password", change)).status).toBe(422);
    expect((await people.ada.logIn()).id, "the old one is still hers").toBe(people.ada.id);
  });

  test("that nobody typed is made of at least 80 bits, and no two are alike", async () => {
    const made = new Set<string>();
    for (let i = 0; i < 5; i++) {
      const { body } = await client(server.url).post("/api/register", { username: `blank${i}`, password: "" });
      const { generatedPassword } = body as { generatedPassword: string };
      expect(generatedPassword.replaceAll("-", "").length * 5).toBeGreaterThanOrEqual(80);
      expect((await logIn(`blank${i}`, generatedPassword)).status).toBe(200);
      made.add(generatedPassword);
    }
    expect(made.size).toBe(5);
  });
});

describe("mallory cannot tell whether there is an account", () => {
  test("by the answer: it is the same, to the byte, for a wrong password and for a name that nobody has", async () => {
    expect((await logIn("ada", PASSWORD)).status).toBe(200);
    const [wrong, nobody] = [await logIn("ada", "not her password"), await logIn("nobody-at-all", "not her password")];
    expect(wrong.status).toBe(401);
    expect(nobody.status).toBe(401);
    expect(JSON.stringify(nobody.body)).toBe(JSON.stringify(wrong.body));
    expect([...nobody.headers.keys()].sort()).toEqual([...wrong.headers.keys()].sort());
  });

  test("by the time: a name that nobody has costs the server a whole hash as well", async () => {
    // A log-in without hashing takes a fiftieth of the time of one with it, so a third separates the two on any
    // machine.
    const time = async (username: string) => {
      const started = performance.now();
      await logIn(username, "not the password");
      return performance.now() - started;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let i = 0; i < 15; i++) {
      known.push(await time("ada"));
      unknown.push(await time(`nobody${i}`));
    }
    const median = (all: number[]) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
    expect(median(unknown) / median(known)).toBeGreaterThan(1 / 3);
    expect(median(unknown) / median(known)).toBeLessThan(3);
  });
});

describe("hashing", () => {
  test("goes on beside the server's other work, and in bounded memory, when 200 log in at once", async () => {
    const rss = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, "utf8"))?.[1]) / 1024;
    await logIn("ada", PASSWORD);
    const before = rss();
    let under = true;
    const crowd = Promise.all(
      Array.from({ length: 200 }, (_, i) => logIn(i % 2 ? "ada" : `nobody${i}`, i % 4 === 1 ? PASSWORD : "wrong one")),
    ).finally(() => {
      under = false;
    });
    let peak = before;
    let answeredMeanwhile = 0;
    while (under) {
      expect((await people.grace.api.get("/api/chat/me")).status).toBe(200);
      if (under) answeredMeanwhile += 1;
      peak = Math.max(peak, rss());
    }
    const statuses = (await crowd).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(50);
    expect(statuses.filter((status) => status === 401)).toHaveLength(150);
    // If hashing ran on the event loop, nothing else would be answered before the last of the 200 log-ins.
    expect(answeredMeanwhile).toBeGreaterThan(20);
    // 200 hashes of 19 MiB at once would need 3.8 GiB; four at once need 76 MiB.
    expect(peak - before).toBeLessThan(400);
  });
});
