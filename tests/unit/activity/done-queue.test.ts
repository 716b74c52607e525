// What is ticked off in Activity waits for the server (docs/reliability.md D20). Without one nothing is ever answered.
import { expect, test } from "vitest";
import { doneQueue, waitingDone } from "@/lib/activity/browser/done-queue.ts";
import { UNTIL } from "@/lib/activity/browser/waiting.ts";

test("what waits is the last that was wanted of each entry, and the last moment up to which all are done", () => {
  doneQueue.wish("grace", ["one"], true);
  doneQueue.wish("grace", ["two"], true);
  doneQueue.wish("grace", ["one"], false);
  doneQueue.wish("grace", [UNTIL], "2026-01-01T10:00:00.000Z");
  doneQueue.wish("grace", [UNTIL], "2026-01-01T11:00:00.000Z");
  expect(waitingDone.get()).toEqual({
    done: new Map([
      ["one", false],
      ["two", true],
    ]),
    until: "2026-01-01T11:00:00.000Z",
  });
});
