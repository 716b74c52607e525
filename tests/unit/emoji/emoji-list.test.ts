import { afterEach, beforeEach, expect, test, vi } from "vitest";

type Answer = (names: string[]) => void;
let asked: Answer[];
let list: typeof import("@/components/emoji/emoji-list.ts");

beforeEach(async () => {
  asked = [];
  const emojiOf = (name: string) => ({ name, aliases: [`${name}_too`], fileId: "f".repeat(20), addedBy: ADA });
  const send = () =>
    new Promise<Response>((resolve) => {
      asked.push((names) => resolve(Response.json({ emoji: names.map(emojiOf), membersMayAdd: false })));
    });
  vi.stubGlobal("fetch", send);
  vi.useFakeTimers();
  vi.resetModules();
  list = await import("@/components/emoji/emoji-list.ts");
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const ADA = { id: "a".repeat(20), displayName: "Ada" };
const namesOf = ({ emoji }: { emoji: { name: string }[] }) => emoji.map(({ name }) => name);
/** Answers a request once it has been sent. */
async function answer(at: number, ...names: string[]): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
  asked[at]?.(names);
}

test("a change that comes while the list is on its way is in the list that people get", async () => {
  list.beginToListen();
  const [one, other] = [list.loadEmojiList(), list.loadEmojiList()];
  await vi.advanceTimersByTimeAsync(0);
  list.noteChange();
  await answer(0, "old");
  await answer(1, "old", "new");
  expect(namesOf(await one)).toEqual(["old", "new"]);
  expect(await other).toBe(await one);
  expect([asked.length, list.knownEmojiList().isFresh]).toEqual([2, true]);
});

test("those who hear of one change ask once", async () => {
  list.beginToListen();
  const loads = [1, 2, 3].map(() => {
    list.noteChange();
    return list.loadEmojiList();
  });
  await answer(0, "party");
  await Promise.all(loads);
  expect([asked.length, list.knownEmojiList().isFresh]).toEqual([1, true]);
});

test("an emoji is found without a request where the list is known, and is asked for again when it may have changed", async () => {
  const leave = list.beginToListen();
  const found = list.findByName("party_too");
  await answer(0, "party");
  expect(await found).toBe(":party:");
  expect([await list.findByName("party"), await list.findByName("other"), asked.length]).toEqual([":party:", null, 1]);
  leave();
  const again = list.findByName("other");
  await answer(1, "party", "other");
  expect(await again).toBe(":other:");
});

test("a server that does not answer holds a text for a second, and what is known is found", async () => {
  const nobody = list.findByName("party");
  await vi.advanceTimersByTimeAsync(1000);
  expect(await nobody).toBeNull();
  await answer(0, "party");
  await vi.advanceTimersByTimeAsync(0);
  const known = list.findByName("party");
  await vi.advanceTimersByTimeAsync(1000);
  expect(await known).toBe(":party:");
});
