// docs/reliability.md M9.
import { expect, test } from "vitest";
import { noteLostEvents, takeLostEvents } from "@/lib/realtime/lost-events.ts";
import { transportLook } from "@/lib/realtime/watch-transport.ts";

const MINUTE = 60;

/** What was told at each look, one a second, when the live server answers as `answers` says. */
async function looksAt(answers: string, lostBefore: number[] = []): Promise<string> {
  takeLostEvents();
  let told = "";
  let at = 0;
  const look = transportLook(
    async () => {
      if (answers[at] !== "+") throw new Error("away");
    },
    () => {
      told += "!";
    },
    () => (at + MINUTE) * 1000,
  );
  for (; at < answers.length; at += 1) {
    if (lostBefore.includes(at)) noteLostEvents();
    const before = told;
    await look();
    if (told === before) told += ".";
  }
  return told;
}

test("a live server that is always well is told of to nobody", async () => {
  expect(await looksAt("++++++++")).toBe("........");
});

test("after a time away everybody is told once, when five looks in a row have found it well", async () => {
  expect(await looksAt("+--++++++")).toBe(".......!.");
  expect(await looksAt("-+-++++++")).toBe(".......!.");
});

test("events that were lost while each look found it well are told of, too", async () => {
  expect(await looksAt("++++++++", [1])).toBe(".....!..");
  expect(await looksAt("++++++++", [1, 2])).toBe("......!.");
});

test("a live server that fails again and again is told of once a minute", async () => {
  const told = await looksAt("-++++++++".repeat(20));
  expect([...told.matchAll(/!/g)].map(({ index }) => index)).toEqual([5, 68, 131]);
});
