// The data of npm run seed, from which first impressions and screenshots are made.
import { describe, expect, test } from "vitest";
import { parseTalk } from "../../prisma/parse-talk.ts";
import { PEOPLE, ROOMS } from "../../prisma/seed-content.ts";
import { OTHER_TALKS, PAIR_TALKS, ROOM_TALKS } from "../../prisma/seed-talks.ts";

const first = (words: readonly string[]) => words[0] ?? "";
const read = (talk: string) => parseTalk(talk, first);
const everybody: readonly string[] = PEOPLE.map(({ username }) => username);

type Place = { where: string; members: readonly string[]; talks: readonly string[] };
const rooms: Place[] = Object.entries(ROOM_TALKS).map(([where, talks]) => {
  const room = ROOMS.find(({ name }) => name === where);
  return { where, talks, members: (room && "members" in room && room.members) || everybody };
});
const pairs: Place[] = PAIR_TALKS.map(({ between, talks }) => ({ where: between.join(), members: between, talks }));
const others: Place = { where: "others", members: ["a", "b"], talks: OTHER_TALKS };
const places = [...rooms, ...pairs, others];
const all = places.flatMap(({ talks }) => talks.map(read));

describe("the talks of the seed", () => {
  test("are held by those who are in the room", () => {
    for (const { where, members, talks } of places)
      for (const { speaker } of talks.flatMap(read)) expect([where, members.includes(speaker)]).toEqual([where, true]);
  });

  test("are in every room of the house, and each has one for today", () => {
    expect(Object.keys(ROOM_TALKS).sort()).toEqual(["General", ...ROOMS.map(({ name }) => name)].sort());
    for (const { where, talks } of rooms)
      expect([where, talks.filter((talk) => talk.startsWith("*")).length]).toEqual([where, 1]);
  });

  test("are answers: who quotes, quotes somebody else, from before", () => {
    for (const talk of all) {
      expect(new Set(talk.map(({ speaker }) => speaker)).size).toBeGreaterThan(1);
      for (const [index, { speaker, quotes }] of talk.entries()) {
        if (quotes === null) continue;
        expect(quotes).toBeLessThan(index);
        expect(talk[quotes]?.speaker).toBeDefined();
        expect(`${index} ${speaker}`).not.toBe(`${index} ${talk[quotes]?.speaker}`);
      }
    }
  });

  test("leave no slot open, and name nobody who is not there", () => {
    for (const { body } of all.flat()) {
      expect(body).not.toMatch(/[{}]/);
      for (const [, name] of body.matchAll(/@([a-z-]+)/g)) expect(everybody).toContain(name);
    }
  });

  test("are in the languages of the house", () => {
    const bodies = all.flat().map(({ body }) => body);
    const scripts = ["Han", "Hiragana", "Hangul", "Arabic", "Hebrew", "Cyrillic", "Latin"];
    for (const script of scripts) {
      const written = new RegExp(`\\p{Script=${script}}{2}`, "u");
      expect([script, bodies.filter((body) => written.test(body)).length > 8]).toEqual([script, true]);
    }
    for (const word of [/\bdanke\b/i, /\bmerci\b/i, /\bgracias\b/i, /\bthank you\b/i])
      expect(bodies.filter((body) => word.test(body)).length).toBeGreaterThan(2);
  });

  test("a line that is none, or asks for words that there are not, is refused", () => {
    expect(() => read("somebody said something")).toThrow("No line of a talk");
    expect(() => read("ada: I baked {nothing}")).toThrow("No slot: nothing");
  });
});
