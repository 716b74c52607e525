import { expect, test } from "vitest";
import { foldedNoticeSentences, noticeSentence, noticeText } from "../../../lib/messages/notice-sentences.ts";
import { messagePreviewSchema } from "../../../lib/messages/schema.ts";
import type { SystemEvent } from "../../../lib/messages/system-event.ts";

const ada = { id: "ada", username: "ada", displayName: "Ada", pictureId: null };
const people = ["bo", "cy", "di"].map((id) => ({ id, username: id, displayName: id.toUpperCase() }));
const inRoom = (system: SystemEvent | null, viewerId: string | null = null) =>
  noticeSentence({ system, author: ada, body: "did something" }, viewerId);

test.each<[SystemEvent, string, string]>([
  [{ type: "created" }, "created this room", "created the room"],
  [{ type: "joined" }, "joined", "joined the room"],
  [{ type: "left" }, "left", "left the room"],
  [{ type: "added", people }, "added BO, CY and DI", "added BO, CY, DI"],
  [{ type: "removed", people }, "removed BO, CY and DI", "removed BO, CY, DI"],
  [{ type: "renamed", name: "Shed" }, "renamed the room to “Shed”", "renamed the room to Shed"],
  [{ type: "picture", removed: false }, "changed the room’s picture", "changed the picture"],
  [{ type: "picture", removed: true }, "removed the room’s picture", "removed the picture"],
  [{ type: "topic", topic: "Tools" }, "set the topic to “Tools”", "changed the topic to Tools"],
  [{ type: "topic", topic: "" }, "removed the topic", "removed the topic"],
  [{ type: "converted", kind: "OPEN" }, "opened the room to everyone", "opened the room to everyone"],
  [{ type: "converted", kind: "PRIVATE" }, "made the room private", "made the room private"],
  [
    { type: "mentionAll", mentionAll: "MODERATORS" },
    "let only owners and moderators mention everyone",
    "let only owners and moderators mention everyone",
  ],
  [{ type: "archived" }, "archived the room", "archived the room"],
  [{ type: "unarchived" }, "took the room out of the archive", "took the room out of the archive"],
  [{ type: "role", people: people.slice(0, 1), role: "OWNER" }, "made BO an owner", "made BO an owner"],
])("%j says what happened, in its room and elsewhere", (event, sentence, text) => {
  expect(inRoom(event)).toBe(`Ada ${sentence}`);
  expect(noticeText(event)).toBe(text);
});

test("whom it was done to is called you, and comes first", () => {
  const event: SystemEvent = { type: "added", people };
  expect(inRoom(event, "cy")).toBe("Ada added you, BO and DI");
  expect(noticeText(event, "cy")).toBe("added you, BO, DI");
});

test("in its room a notice names some of many people, elsewhere all of them", () => {
  const many = Array.from({ length: 9 }, (_, at) => ({ id: `p${at}`, username: `p${at}`, displayName: `P${at}` }));
  expect(inRoom({ type: "added", people: many })).toBe("Ada added P0, P1, P2, P3, P4 and 4 others");
  expect(noticeText({ type: "added", people: many })).toBe("added P0, P1, P2, P3, P4, P5, P6, P7, P8");
});

test("a notice of a later version says its body", () => {
  expect(inRoom(null)).toBe("did something");
});

test("people who came and went share a line", () => {
  const came = (displayName: string, type: "joined" | "left") => ({
    system: { type },
    author: { ...ada, displayName },
  });
  const notices = [came("Ana", "joined"), came("Bo", "joined"), came("Bo", "joined"), came("Cy", "left")];
  expect(foldedNoticeSentences(notices)).toBe("Ana and Bo joined. Cy left");
});

test("a notice of a newer server, which this page does not know, is read as its sentence", () => {
  const notice = {
    id: "a1",
    seq: 1,
    kind: "SYSTEM",
    body: "Ada painted the room",
    author: ada,
    createdAt: "2026-11-27T12:00:00.000Z",
    deletedAt: null,
    shared: "",
  };
  const known = messagePreviewSchema.parse({ ...notice, system: { type: "archived" } });
  expect(known.system).toEqual({ type: "archived" });
  const newer = messagePreviewSchema.parse({ ...notice, system: { type: "painted" } });
  expect(newer).toMatchObject({ system: null, body: "Ada painted the room" });
  expect(noticeSentence(newer, null)).toBe("Ada painted the room");
});
