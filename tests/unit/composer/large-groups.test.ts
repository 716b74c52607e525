import { expect, test } from "vitest";
import { keepLargeGroups, mayCallMany } from "@/components/composer/calls-many.ts";
import { largestCalled, patternOfLarge } from "@/components/composer/large-groups.ts";

const group = (handle: string, reach: number) => ({ id: handle, handle, name: handle, memberCount: 400, reach });
const GROUPS = [group("design", 51), group("a.b", 300), group("few", 50)];

test("a mention of a group that tells more than fifty people in the room is asked about, and no other", () => {
  expect(largestCalled("Look, @design.", GROUPS)?.handle).toBe("design");
  expect(largestCalled("@DESIGN and @A.B", GROUPS)?.handle).toBe("a.b");
  for (const text of ["@few", "@designer", "`@design`", "mail@design.example", "design"])
    expect(largestCalled(text, GROUPS), text).toBeUndefined();
});

test("the code that asks is wanted for what may be one of those groups, and for @all as ever", () => {
  keepLargeGroups(undefined);
  expect(mayCallMany("@design")).toBe(false);
  expect(mayCallMany("@all")).toBe(true);
  keepLargeGroups(patternOfLarge(GROUPS));
  expect(mayCallMany("Hello @Design")).toBe(true);
  expect(mayCallMany("@a.b")).toBe(true);
  expect(mayCallMany("@axb @few")).toBe(false);
  expect(patternOfLarge([group("few", 50)])).toBeUndefined();
});
