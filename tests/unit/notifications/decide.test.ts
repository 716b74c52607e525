// docs/reliability.md P1.
import { expect, test } from "vitest";
import { decide, type Reason, type Situation } from "@/lib/notifications/decide.ts";

const LATER = "2099-01-01T00:00:00.000Z";
const AWAY: Situation = {
  cause: "DIRECT",
  settings: { level: "EVERYTHING", mutedUntil: null },
  isDoNotDisturb: false,
  isRead: false,
  isLooking: false,
  hasDevice: true,
};
const level = (level: Situation["settings"]["level"], mutedUntil: string | null = null) => ({
  settings: { level, mutedUntil },
});

/** What is so, beside a direct message to somebody who is away, and why they are not told; null when they are. */
const TABLE: [string, Partial<Situation>, Reason | null][] = [
  ["a direct message", {}, null],
  ["a mention", { cause: "MENTION" }, null],
  ["an answer", { cause: "REPLY" }, null],
  ["a mention of everybody", { cause: "GROUP" }, null],
  ["a reply in a thread that is followed", { cause: "THREAD" }, "cause"],
  ["a reminder, which has no message of its own", { cause: "REMINDER" }, "cause"],
  ["an addition to a room", { cause: "ADDED" }, "cause"],
  ["a reaction", { cause: "REACTION" }, "cause"],

  ["a direct message where only mentions interrupt", level("MENTIONS"), "level"],
  ["a mention where only mentions interrupt", { cause: "MENTION", ...level("MENTIONS") }, null],
  ["a direct message where nothing interrupts", level("NOTHING"), "level"],
  ["a mention where nothing interrupts", { cause: "MENTION", ...level("NOTHING") }, "level"],
  ["a direct message in a muted chat", level("EVERYTHING", LATER), "muted"],
  ["a mention in a muted room", { cause: "MENTION", ...level("EVERYTHING", LATER) }, null],
  ["a mention in a muted room where nothing interrupts", { cause: "MENTION", ...level("NOTHING", LATER) }, "level"],

  ["to somebody who is not to be disturbed", { isDoNotDisturb: true }, "do-not-disturb"],
  ["what was read meanwhile", { isRead: true }, "read"],
  ["to somebody who is looking at Parley", { isLooking: true }, "looking"],
  ["to somebody without a device", { hasDevice: false }, "no-device"],

  // Of several reasons the one is said that the person has chosen.
  ["a reaction in a muted room", { cause: "REACTION", ...level("NOTHING", LATER) }, "cause"],
  ["a muted chat, while not to be disturbed", { isDoNotDisturb: true, ...level("EVERYTHING", LATER) }, "muted"],
  ["read, while not to be disturbed", { isDoNotDisturb: true, isRead: true }, "do-not-disturb"],
  ["read while looking, without a device", { isRead: true, isLooking: true, hasDevice: false }, "read"],
];

test.each(TABLE)("a push: %s", (_, so, reason) => {
  expect(decide("push", { ...AWAY, ...so })).toEqual(reason === null ? { tells: true } : { tells: false, reason });
});
