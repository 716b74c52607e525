import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { logIn } from "@/lib/auth/commands.ts";
import type { Viewer } from "@/lib/auth/viewer-type.ts";
import { closeDoors, db, openDoors, write } from "@/lib/db/doors.ts";
import { createRoom } from "@/lib/rooms/commands.ts";
import { registerUser, updateProfile } from "@/lib/users/commands.ts";
import { skeletonOf } from "@/lib/users/confusable-skeleton.ts";
import { backfillNameKeys } from "@/lib/users/names.ts";
import { listPeople } from "@/lib/users/queries.ts";
import { plainName } from "@/lib/users/schema.ts";

const origin = { address: "test", userAgent: "test", kind: "TOKEN" } as const;
const password = "correct horse battery";

beforeAll(openDoors);
afterAll(closeDoors);

async function join(username: string, displayName?: string): Promise<Viewer> {
  const { user, session } = await registerUser({ username, displayName, password }, origin);
  return { ...user, sessionId: session.id };
}
const refusal = (username: string) =>
  join(username).then(
    () => "taken in",
    (error) => error.fields?.username ?? String(error),
  );
const nameOf = async (id: string) => (await db().user.findUniqueOrThrow({ where: { id } })).displayName;

describe("a username that is mistaken for another", () => {
  beforeAll(async () => {
    for (const name of ["ada", "linus", "Bob", "mike", "vera"]) await join(name);
  });

  test.each([
    ["аdа", "two Cyrillic letters"],
    ["аda", "one"],
    ["ɑda", "a Latin letter of another kind"],
    ["Iinus", "a capital i"],
    ["1inus", "a digit"],
    ["Ӏinus", "a Cyrillic palochka"],
    ["Воb", "a Cyrillic capital"],
    ["B0b", "a nought"],
    ["rnike", "two letters that look like one"],
    ["ｖera", "a wide letter"],
    ["νera", "a Greek letter"],
    ["veгa", "a Cyrillic letter that looks alike when slanted"],
    ["аll", "a name for many"],
  ])("%s is refused, with %s", async (name) => {
    expect(await refusal(name)).toMatch(/looks like|is taken/);
  });

  test.each(["adam", "zoë", "zoe", "Łukasz", "юля", "user1", "user2", "鈴木"])("%s is not", async (name) => {
    expect(await refusal(name)).toBe("taken in");
  });

  test("of five that look alike and come at once one gets in", async () => {
    const names = ["scope", "ѕcope", "sсope", "scоpe", "scoрe"];
    expect(new Set(names).size).toBe(5);
    const words = await Promise.all(names.map(refusal));
    expect(words.filter((word) => word === "taken in")).toHaveLength(1);
  });

  test("nobody who has such a name from before is shut out", async () => {
    const old = await join("olga");
    const older = { usernameSkeleton: null, nameKey: null, username: "lіnus", usernameKey: "lіnus" };
    await write((tx) => tx.user.updateMany({ where: { id: old.id }, data: older }));
    expect(skeletonOf("lіnus")).toBe(skeletonOf("linus"));
    await backfillNameKeys();
    await backfillNameKeys();
    const { user } = await logIn({ username: "lіnus", password }, origin);
    expect(user.id).toBe(old.id);
  });
});

describe("two people of one display name", () => {
  test("are told apart by their usernames, and not any more when one of them changes it", async () => {
    const one = await join("grace", "Grace Hopper");
    expect(one.displayName).toBe("Grace Hopper");
    const two = await join("mallory", "Grace\u200b Hoрper");
    expect(two.displayName).toBe("Grace\u200b Hoрper (@mallory)");
    expect(await nameOf(one.id)).toBe("Grace Hopper (@grace)");
    expect(plainName(two)).toBe("Grace\u200b Hoрper");
    const three = await join("third", "GRACE hopper");
    expect(three.displayName).toBe("GRACE hopper (@third)");
    await updateProfile(three, { displayName: "Third" });
    expect(await nameOf(two.id), "two are left").toMatch(/\(@mallory\)$/);
    await updateProfile(two, { displayName: "Mallory" });
    expect(await nameOf(one.id)).toBe("Grace Hopper");
    expect(await nameOf(two.id)).toBe("Mallory");
  });

  test("and whoever takes another's username as display name, first or last", async () => {
    const hedy = await join("hedy", "Hedy Lamarr");
    const taker = await join("taker", "Hedy");
    expect(taker.displayName).toBe("Hedy (@taker)");
    expect(await nameOf(hedy.id), "nobody else is called that").toBe("Hedy Lamarr");
    const early = await join("early", "Newcomer");
    expect(early.displayName).toBe("Newcomer");
    await join("newcomer", "Somebody");
    expect(await nameOf(early.id)).toBe("Newcomer (@early)");
    const self = await join("selma");
    expect(self.displayName, "one's own username is no other's").toBe("selma");
  });

  test("of many who take it at once each is told apart", async () => {
    const people = await Promise.all(Array.from({ length: 6 }, (_, n) => join(`same${n}`, `Same ${n}`)));
    await Promise.all(people.map((person) => updateProfile(person, { displayName: "Sam" })));
    const names = await Promise.all(people.map((person) => nameOf(person.id)));
    expect(names.sort()).toEqual([0, 1, 2, 3, 4, 5].map((n) => `Sam (@same${n})`));
  });

  test("who were there before it was asked are told apart at the next start", async () => {
    const [one, two] = [await join("before1", "Before One"), await join("before2", "Before Two")];
    const before = { displayName: "Old Name", chosenName: null, nameKey: null };
    await write((tx) => tx.user.updateMany({ where: { id: { in: [one.id, two.id] } }, data: before }));
    await backfillNameKeys();
    expect([await nameOf(one.id), await nameOf(two.id)]).toEqual(["Old Name (@before1)", "Old Name (@before2)"]);
    expect((await listPeople(one, { q: "Old Name", limit: 10 })).map((user) => user.id).sort()).toEqual(
      [one.id, two.id].sort(),
    );
  });
});

test("two open rooms do not differ by what cannot be seen", async () => {
  const ada = await join("roomer");
  await createRoom(ada, { kind: "OPEN", name: "❤️ Team", topic: "" });
  await expect(createRoom(ada, { kind: "OPEN", name: "❤ Team", topic: "" })).rejects.toThrow(/open room of that name/);
});
