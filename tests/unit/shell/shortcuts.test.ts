import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { MESSAGE_ACTIONS } from "@/components/messages/message-actions";
import { ROOM_SEARCH } from "@/components/search/room-search";
import { listShortcuts } from "@/components/shell/shortcuts";
import { filesIn } from "../../support/sources.ts";

const MOD = "Ctrl";
const groups = listShortcuts(MOD);
const all = groups.flatMap(({ shortcuts }) => shortcuts);
const sources = filesIn("code")
  .filter((file) => file.startsWith("components/"))
  .map((file) => readFileSync(file, "utf8"));

describe("the list of shortcuts", () => {
  test("has every letter that goes with Ctrl or ⌘ anywhere", () => {
    const spelled = sources.flatMap((text) =>
      [...text.matchAll(/isShortcut\(\w+, "(\w)"\)/g)].map(([, letter]) => letter),
    );
    const letters = new Set([...spelled, ROOM_SEARCH.letter].map((letter) => letter?.toUpperCase()));
    const listed = all.filter(({ keys }) => keys[0] === MOD && keys.length === 2).map(({ keys }) => keys[1]);
    expect(letters.size).toBeGreaterThan(3);
    expect(listed.toSorted()).toEqual([...letters].toSorted());
  });

  test("has every key of the messages' table of actions, with its words", () => {
    const shortcuts = MESSAGE_ACTIONS.flatMap(({ shortcut }) => shortcut ?? []);
    expect(shortcuts.length).toBeGreaterThan(0);
    expect(all).toEqual(expect.arrayContaining(shortcuts));
  });

  test("says nothing twice, and gives no key two meanings in one place", () => {
    expect(new Set(all.map(({ does }) => does)).size).toBe(all.length);
    for (const { title, shortcuts } of groups) {
      const keys = shortcuts.map(({ keys }) => keys.join("+"));
      expect(new Set(keys).size, title).toBe(keys.length);
    }
  });
});
