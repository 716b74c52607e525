import { describe, expect, test } from "vitest";
import { interrupts, isBold, isUnread, unreadTotal } from "../../../lib/rooms/attention.ts";
import { MUTED_FOR_EVER, type RoomLevel } from "../../../lib/rooms/member-settings.ts";
import { roomOf } from "./fake-server.ts";

type Given = { level?: RoomLevel; muted?: boolean; unread?: number; mentioned?: boolean };

const room = ({ level = "EVERYTHING", muted = false, unread = 3, mentioned = false }: Given) =>
  roomOf("tea", {
    unread,
    mentioned,
    settings: { level, mutedUntil: muted ? MUTED_FOR_EVER : null, favouriteOrder: null },
  });

describe.each<{ given: Given; bold: boolean; among: boolean; total: number; by: string }>([
  { given: {}, bold: true, among: true, total: 3, by: "message mention" },
  { given: { mentioned: true }, bold: true, among: true, total: 3, by: "message mention" },
  { given: { unread: 0 }, bold: false, among: false, total: 0, by: "message mention" },
  { given: { level: "MENTIONS" }, bold: true, among: true, total: 0, by: "mention" },
  { given: { level: "MENTIONS", mentioned: true }, bold: true, among: true, total: 1, by: "mention" },
  { given: { level: "NOTHING" }, bold: true, among: true, total: 0, by: "" },
  { given: { level: "NOTHING", mentioned: true }, bold: true, among: true, total: 0, by: "" },
  { given: { muted: true }, bold: false, among: false, total: 0, by: "mention" },
  { given: { muted: true, mentioned: true }, bold: false, among: true, total: 1, by: "mention" },
  { given: { muted: true, level: "MENTIONS", mentioned: true }, bold: false, among: true, total: 1, by: "mention" },
  { given: { muted: true, level: "NOTHING", mentioned: true }, bold: false, among: false, total: 0, by: "" },
])("$given", ({ given, bold, among, total, by }) => {
  test("is as bold, as unread, as counted and as interrupting as it should be", () => {
    const seen = room(given);
    expect([isBold(seen), isUnread(seen), unreadTotal(seen)]).toEqual([bold, among, total]);
    const causes = (["message", "mention"] as const).filter((cause) => interrupts(seen.settings, cause));
    expect(causes.join(" ")).toBe(by);
  });
});

test("an archived room adds nothing to the total", () => {
  expect(unreadTotal({ ...room({}), archivedAt: "2026-01-01T00:00:00.000Z" })).toBe(0);
});

test("a room to which ada was added is bold before anybody writes", () => {
  const addedBy = { id: "grace", username: "grace", displayName: "Grace", pictureId: null };
  expect(isBold({ ...room({ unread: 0 }), addedBy })).toBe(true);
});
