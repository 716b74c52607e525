import { describe, expect, test } from "vitest";
import { listNames, noticeSentence } from "../../../lib/messages/notice-sentences.ts";
import type { Message } from "../../../lib/messages/schema.ts";
import type { SystemEvent } from "../../../lib/messages/system-event.ts";
import { type TimelineRow, toTimelineRows } from "../../../lib/messages/timeline-rows.ts";
import { FakeRoom, ME } from "./outbox/fake-room.ts";

const at = (iso: string) => `2026-03-${iso}:00.000Z`;
/** Messages in short form: author, time, and the fields that differ. */
function told(...lines: [author: string, time: string, more?: Partial<Message>][]): Message[] {
  const room = new FakeRoom();
  return lines.map(([id, time, more]) => ({
    ...room.send(1),
    author: { id, username: id, displayName: id[0]?.toUpperCase() + id.slice(1), pictureId: null },
    createdAt: at(time),
    ...more,
  }));
}
const notice = (system: SystemEvent): Partial<Message> => ({ kind: "SYSTEM", system });
const joined = notice({ type: "joined" });
const left = notice({ type: "left" });
const options = { viewerId: ME, zone: "UTC", firstUnreadSeq: null, quoteOf: () => undefined };
const rows = (messages: Message[], firstUnreadSeq: number | null = null, zone = "UTC") =>
  toTimelineRows(messages, [], { ...options, zone, firstUnreadSeq });
const short = (list: TimelineRow[]) =>
  list.map((row) => {
    if (row.type === "message") return row.isHead ? `HEAD ${row.message.seq}` : `${row.message.seq}`;
    return row.type === "notice" ? row.text : row.type;
  });

describe("groups", () => {
  test("one person within five minutes stands under one name", () => {
    const list = told(
      ["ada", "01T10:00"],
      ["ada", "01T10:04"],
      ["ada", "01T10:09"],
      ["ada", "01T10:15"],
      ["bo", "01T10:15"],
    );
    expect(short(rows(list))).toEqual(["day", "HEAD 1", "2", "3", "HEAD 4", "HEAD 5"]);
  });
  test("a notice, an answer, the unread line and a new day begin a new group", () => {
    const list = told(
      ["ada", "01T10:00"],
      ["bo", "01T10:00", joined],
      ["ada", "01T10:01"],
      ["ada", "01T10:01", { replyToId: "m1" }],
      ["ada", "01T10:02"],
    );
    expect(short(rows(list, 5))).toEqual(["day", "HEAD 1", "Bo joined", "HEAD 3", "HEAD 4", "unread", "HEAD 5"]);
    expect(short(rows(told(["ada", "01T23:59"], ["ada", "02T00:01"])))).toEqual(["day", "HEAD 1", "day", "HEAD 2"]);
  });
  test("the day is the reader's", () => {
    const list = told(["ada", "01T22:50"], ["ada", "01T23:10"]);
    expect(rows(list, null, "Europe/Berlin").filter((row) => row.type === "day")).toHaveLength(2);
    expect(rows(list, null, "Asia/Kathmandu").filter((row) => row.type === "day")).toHaveLength(1);
  });
  test("a pending message keeps its key when it is stored", () => {
    const pending = {
      clientId: "c1",
      body: "x",
      replyToId: null,
      createdAt: at("01T10:00"),
      status: "sending" as const,
    };
    const before = toTimelineRows([], [pending], options);
    const after = rows(told([ME, "01T10:00", { clientId: "c1" }]));
    expect(before.map((row) => row.key)).toEqual(after.map((row) => row.key));
    expect(rows(told(["ada", "01T10:00", { clientId: "c1" }])).at(-1)?.key).toBe("m1");
  });
});

describe("notices", () => {
  test("several who came and went share a line", () => {
    const people = ["ana", "bo", "cy", "di", "eve"];
    const list = told(...people.map((id): [string, string, Partial<Message>] => [id, "01T10:00", joined]), [
      "bo",
      "01T10:01",
      left,
    ]);
    expect(short(rows(list))).toEqual(["day", "Ana, Bo and 3 others joined. Bo left"]);
  });
  test("other notices, other days and messages between do not fold", () => {
    const list = told(
      ["ana", "01T10:00", joined],
      ["bo", "01T10:00", notice({ type: "archived" })],
      ["cy", "01T10:00", joined],
      ["ada", "01T10:00"],
      ["di", "01T10:00", joined],
      ["eve", "02T10:00", joined],
    );
    expect(short(rows(list))).toEqual([
      "day",
      "Ana joined",
      "Bo archived the room",
      "Cy joined",
      "HEAD 4",
      "Di joined",
      "day",
      "Eve joined",
    ]);
  });
  test("a notice is never unread", () => {
    expect(short(rows(told(["ana", "01T10:00", joined]), 1))).toEqual(["day", "Ana joined"]);
  });
  test("each says what happened", () => {
    const [ada] = told(["ada", "01T10:00"]);
    const people = [{ id: "bo", username: "bo", displayName: "Bo" }];
    const say = (system: SystemEvent | null, viewerId: string | null = null) =>
      noticeSentence({ ...(ada as Message), system, body: "Ada did something" }, viewerId);
    expect(say({ type: "created" })).toBe("Ada created this room");
    expect(say({ type: "added", people })).toBe("Ada added Bo");
    expect(say({ type: "added", people }, "cy")).toBe("Ada added Bo");
    expect(say({ type: "role", people, role: "OWNER" })).toBe("Ada made Bo an owner");
    // The people who were added or removed.
    const three = ["ann", "bo", "cy"].map((id) => ({ id, username: id, displayName: id.toUpperCase() }));
    expect(say({ type: "added", people }, "bo")).toBe("Ada added you");
    expect(say({ type: "added", people: three }, "cy")).toBe("Ada added you, ANN and BO");
    expect(say({ type: "removed", people }, "bo")).toBe("Ada removed you");
    expect(say({ type: "role", people, role: "MODERATOR" }, "bo")).toBe("Ada made you a moderator");
    expect(say({ type: "topic", topic: "" })).toBe("Ada removed the topic");
    expect(say({ type: "converted", kind: "PRIVATE" })).toBe("Ada made the room private");
    expect(say(null)).toBe("Ada did something");
  });
  test("names are listed as one says them", () => {
    expect([[], ["A"], ["A", "B"], ["A", "B", "C"], ["A", "B", "C", "D"]].map((names) => listNames(names))).toEqual([
      "Somebody",
      "A",
      "A and B",
      "A, B and C",
      "A, B and 2 others",
    ]);
  });
});
