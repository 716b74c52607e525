import { expect, test } from "vitest";
import { MUTE_WORDS } from "../../../components/chats/mute-words.ts";
import { MUTED_FOR_EVER } from "../../../lib/rooms/member-settings.ts";
import { type MuteEnd, muteEnd } from "../../../lib/rooms/mute-ends.ts";

const at = (text: string) => new Date(text);

test("an hour, a week and no end are what they say", () => {
  const now = at("2026-11-27T13:20:30.400");
  expect(muteEnd("hour", now)).toBe(at("2026-11-27T14:20:30.400").toISOString());
  expect(muteEnd("week", now)).toBe(at("2026-12-04T13:20:30.400").toISOString());
  expect(muteEnd("never", now)).toBe(MUTED_FOR_EVER);
});

test("tomorrow morning is at eight of the next day, and before four at eight of the same", () => {
  expect(muteEnd("morning", at("2026-12-31T23:59:00"))).toBe(at("2027-01-01T08:00:00").toISOString());
  expect(muteEnd("morning", at("2026-11-27T04:00:00"))).toBe(at("2026-11-28T08:00:00").toISOString());
  expect(muteEnd("morning", at("2026-11-27T03:59:00"))).toBe(at("2026-11-27T08:00:00").toISOString());
});

test("each ends later than now", () => {
  const now = at("2026-03-28T23:30:00");
  for (const choice of Object.keys(MUTE_WORDS) as MuteEnd[])
    expect(muteEnd(choice, now) > now.toISOString(), choice).toBe(true);
});
