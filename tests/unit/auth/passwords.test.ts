import { hash } from "@node-rs/argon2";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { logIn } from "@/lib/auth/commands.ts";
import { isMadeOf } from "@/lib/auth/new-password.ts";
import type { Viewer } from "@/lib/auth/viewer-type.ts";
import { closeDoors, db, openDoors, write } from "@/lib/db/doors.ts";
import { changePassword, registerUser } from "@/lib/users/commands.ts";

const origin = { address: "test", userAgent: "test", kind: "TOKEN" } as const;
const PASSWORD = "correct horse battery";

beforeAll(openDoors);
afterAll(closeDoors);

async function join(username: string, password = PASSWORD, displayName?: string): Promise<Viewer> {
  const { user, session } = await registerUser({ username, password, displayName }, origin);
  return { ...user, sessionId: session.id };
}
const opens = (username: string, password: string) =>
  logIn({ username, password }, origin).then(
    () => true,
    () => false,
  );
const hashOf = async (id: string) => (await db().user.findUniqueOrThrow({ where: { id } })).passwordHash;

describe("one password, however a keyboard writes it", () => {
  const typed = "ñandú ﬁfty Åℌ １２";

  test("opens the account, from the form in which it is chosen and from every other", async () => {
    await join("nora", typed);
    for (const form of ["NFC", "NFD", "NFKC", "NFKD"] as const)
      expect(await opens("nora", typed.normalize(form)), form).toBe(true);
    expect(await opens("nora", "nandu fifty AH 12"), "which is another one").toBe(false);
    expect(await opens("nora", typed.toUpperCase())).toBe(false);
  });

  test("opens an account whose hash was made of it as typed, and every form does from then on", async () => {
    const otto = await join("otto");
    const old = await hash(typed.normalize("NFD"), { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
    await write((tx) => tx.user.updateMany({ where: { id: otto.id }, data: { passwordHash: old } }));
    expect(await opens("otto", typed), "nobody knows yet that they are the same").toBe(false);
    expect(await hashOf(otto.id)).toBe(old);
    expect(await opens("otto", typed.normalize("NFD"))).toBe(true);
    expect(await hashOf(otto.id)).not.toBe(old);
    for (const form of ["NFC", "NFD", "NFKC"] as const) expect(await opens("otto", typed.normalize(form))).toBe(true);
  });

  test("is the current one when it is changed, too", async () => {
    const pia = await join("pia", typed);
    await changePassword(pia, { currentPassword: typed.normalize("NFD"), newPassword: "another ünd longer one" });
    expect(await opens("pia", "another ünd longer one".normalize("NFD"))).toBe(true);
  });

  test("is measured in the form that is kept", async () => {
    await expect(join("quinn", "é".normalize("NFD").repeat(7))).rejects.toThrow(/at least 8/);
    await join("quinn", "éàùçêîôû".normalize("NFD"));
    await expect(join("rosa", "ﷺ".repeat(30))).rejects.toThrow(/at most 256/);
  });
});

describe("a password that is guessed first is refused", () => {
  test.each([
    "parleyparley",
    "Parley2026!",
    "p-a-r-l-e-y 1",
    "yelrap",
    "parleychat",
    "welcome parley",
    "victoria",
    "victoria99",
    "VictoriaVictoria",
    "airotciv",
    "Vic Wood 1953",
    "woodvic1",
    "generalgeneral",
  ])("%s, as Victoria's", async (password) => {
    const long = password.padEnd(8, "1");
    await expect(join("victoria", long, "Vic Wood")).rejects.toMatchObject({
      code: "invalid",
      fields: { password: expect.any(String) },
    });
  });

  test.each([" ".repeat(8), "\u3000".repeat(9), "\u200b".repeat(8), "\u3164".repeat(12)])(
    "%j, which is blanks",
    async (password) => {
      await expect(join("walter", password)).rejects.toMatchObject({ code: "invalid" });
    },
  );

  test("when it is changed, too", async () => {
    const xenia = await join("xenia");
    for (const newPassword of ["xeniaxenia", "parleyparley", "        ", "password1"])
      await expect(changePassword(xenia, { currentPassword: PASSWORD, newPassword })).rejects.toMatchObject({
        fields: { newPassword: expect.any(String) },
      });
    expect(await opens("xenia", PASSWORD)).toBe(true);
  });

  test.each([
    ["ada likes parley walks", ["ada", "parley"], false],
    ["9281-4471-5567", ["ada"], false],
    ["adamantine9", ["ada"], false],
    ["ada-ada-ada-1", ["ada"], true],
    ["adaparley", ["ada", "parley"], true],
    ["12345678", [], false],
    ["Zoë Zoë 2026", ["Zoe\u0308"], true],
    ["io io io io", ["io"], false],
  ])("%j beside %j: %s", (password, words, made) => {
    expect(isMadeOf(password, words)).toBe(made);
  });
});
