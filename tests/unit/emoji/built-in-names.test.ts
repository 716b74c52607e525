import { expect, test, vi } from "vitest";
import { loadBuiltInNames } from "@/lib/emoji/built-in-names.ts";

const state = vi.hoisted(() => ({ isBroken: true }));
vi.mock("emojibase-data/en/shortcodes/github.json", async (load) => {
  if (state.isBroken) throw new Error("cannot be read now");
  return load();
});

test("names that could not be loaded are loaded for the next emoji that somebody adds", async () => {
  await expect(loadBuiltInNames()).rejects.toThrow();
  state.isBroken = false;
  expect((await loadBuiltInNames()).has("tada")).toBe(true);
});
