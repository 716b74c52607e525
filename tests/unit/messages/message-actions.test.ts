import { describe, expect, test } from "vitest";
import type { ConversationContext } from "../../../components/messages/conversation-context.tsx";
import {
  type ActionPlace,
  actionsOf,
  MESSAGE_ACTIONS,
  runShortcut,
} from "../../../components/messages/message-actions.ts";
import { addressOf } from "../../../lib/messages/address.ts";
import type { Message } from "../../../lib/messages/schema.ts";
import type { RoomThreads } from "../../../lib/threads/schema.ts";
import { FakeRoom, ME } from "./outbox/fake-room.ts";

type Standing = {
  role?: "MEMBER" | "MODERATOR";
  joined?: boolean;
  archivedAt?: string | null;
  threads?: RoomThreads;
  rootId?: string;
};

/** The conversation as the viewer has it on screen, and what their actions have asked it for. */
function conversationOf(
  messages: readonly Message[],
  { role = "MEMBER", joined = true, archivedAt = null, threads = "ON", rootId }: Standing = {},
) {
  const asked: string[] = [];
  const note = (what: string) => (of: Message | string | number | null) =>
    void asked.push(`${what} ${typeof of === "object" ? of?.id : of}`);
  const parts: Partial<ConversationContext> = {
    rootId,
    room: { id: "room1", joined, role, archivedAt, threads } as ConversationContext["room"],
    viewer: { id: ME, username: ME, displayName: ME, role: "MEMBER", pictureId: null, ownNames: ["ada"] },
    canPost: joined && archivedAt === null,
    listMessages: () => messages,
    reply: note("reply"),
    openThread: (id, seq) => void asked.push(["thread", id, seq ?? []].flat().join(" ")),
    startEditing: note("edit"),
    markUnread: note("unread"),
    askDelete: note("delete"),
    restore: note("restore"),
  };
  return { conversation: parts as ConversationContext, asked };
}
const idsOf = (message: Message, place: ActionPlace, standing?: Standing) =>
  actionsOf(message, conversationOf([message], standing).conversation, place).map(({ id }) => id);

const room = new FakeRoom();
const own = room.send(0, "Mine");
const hers = room.send(1, "Hers");
const ownFile = { ...room.send(0), body: "" };
const deleted = { ...own, body: "", deletedAt: "2026-01-02T00:00:00.000Z" };

describe("what can be done with a message", () => {
  test("all of it is in the menu and in the sheet, and what is wanted most over the message too", () => {
    const all = [
      "reply",
      "thread",
      "edit",
      "save",
      "remind",
      "copy",
      "link",
      "forward",
      "unread",
      "pin",
      "profile",
      "delete",
    ];
    expect([idsOf(own, "menu"), idsOf(own, "sheet"), idsOf(own, "toolbar")]).toEqual([
      all,
      all,
      ["reply", "thread", "edit", "save"],
    ]);
  });

  test("what somebody else wrote cannot be edited or deleted, but by who keeps order in the room", () => {
    expect(idsOf(hers, "menu")).toEqual([
      "reply",
      "thread",
      "save",
      "remind",
      "copy",
      "link",
      "forward",
      "unread",
      "pin",
      "profile",
    ]);
    expect(idsOf(hers, "menu", { role: "MODERATOR" })).toEqual([
      "reply",
      "thread",
      "save",
      "remind",
      "copy",
      "link",
      "forward",
      "unread",
      "pin",
      "profile",
      "delete",
    ]);
  });

  test("in an archived room it can only be saved, copied, linked to, forwarded and marked unread, and its author looked at", () => {
    expect(idsOf(own, "menu", { archivedAt: "2026-01-02T00:00:00.000Z" })).toEqual([
      "save",
      "remind",
      "copy",
      "link",
      "forward",
      "unread",
      "profile",
    ]);
  });

  test("a deleted message allows nothing, and one without text has none to copy", () => {
    expect(idsOf(deleted, "menu")).toEqual([]);
    expect(idsOf(ownFile, "menu")).not.toContain("copy");
  });

  test("whoever deleted their own message may restore it, while there is time and they can write there", () => {
    const restorable = { ...deleted, author: own.author, restorableUntil: new Date(Date.now() + 60_000).toISOString() };
    expect([idsOf(restorable, "menu"), idsOf(restorable, "sheet")]).toEqual([["restore"], ["restore"]]);
    expect(idsOf({ ...restorable, author: hers.author }, "menu")).toEqual([]);
    expect(idsOf(restorable, "menu", { archivedAt: "2026-01-02T00:00:00.000Z" })).toEqual([]);
    expect(idsOf({ ...restorable, restorableUntil: new Date(Date.now() - 1).toISOString() }, "menu")).toEqual([]);
  });

  test("a pinned message can be unpinned instead, by everybody who may write", () => {
    const pinned = { ...hers, pinned: true };
    expect(idsOf(pinned, "menu")).toEqual([
      "reply",
      "thread",
      "save",
      "remind",
      "copy",
      "link",
      "forward",
      "unread",
      "unpin",
      "profile",
    ]);
    expect(idsOf(pinned, "menu", { joined: false })).not.toContain("unpin");
  });

  test("each asks the conversation for what it says", () => {
    const { conversation, asked } = conversationOf([own]);
    const spoken = ["reply", "edit", "unread", "restore", "delete"];
    for (const action of MESSAGE_ACTIONS) if (spoken.includes(action.id)) action.run(own, conversation);
    expect(asked).toEqual(["reply m1", "edit m1", "unread 1", "restore m1", "delete m1"]);
  });
});

describe("threads", () => {
  const thread = { replyCount: 1, lastReplyAt: "2026-01-02T00:00:00.000Z", participants: [] };
  const answered = { ...hers, thread };
  const reply: Message = { ...hers, id: "m9", seq: 9, rootId: "m1", inRoom: false };
  const replyInRoom: Message = { ...reply, inRoom: true };

  test("where threads are required, a message is answered in its thread, and there every reply in the same thread", () => {
    expect(idsOf(hers, "toolbar", { threads: "REQUIRED" })).toEqual(["thread", "save"]);
    expect(idsOf(reply, "toolbar", { threads: "REQUIRED", rootId: "m1" })).toEqual(["reply", "save"]);
  });

  test("where threads are off, none is begun, and those that are there can be read", () => {
    expect(idsOf(hers, "menu", { threads: "OFF" })).not.toContain("thread");
    expect(idsOf(answered, "menu", { threads: "OFF" })).toContain("thread");
    expect(idsOf(answered, "menu", { archivedAt: "2026-01-02T00:00:00.000Z" })).toContain("thread");
  });

  test("in a thread no other thread is begun, and nothing is marked as unread, which only rooms can", () => {
    for (const id of ["thread", "unread"]) expect(idsOf(reply, "menu", { rootId: "m1" })).not.toContain(id);
  });

  test("a reply that is in the room, too, is answered in the thread that it comes from", () => {
    const { conversation, asked } = conversationOf([hers, replyInRoom]);
    expect(runShortcut("ArrowRight", conversation)).toBe(replyInRoom);
    expect(runShortcut("ArrowRight", conversationOf([deleted]).conversation)).toBeUndefined();
    actionsOf(hers, conversation, "menu")
      .find(({ id }) => id === "thread")
      ?.run(hers, conversation);
    expect(asked).toEqual(["thread m1 9", `thread ${hers.id}`]);
  });

  test("a link to a reply opens it where it stands", () => {
    expect(addressOf(reply)).toBe("/rooms/room1?thread=m1&message=9");
    expect(addressOf(replyInRoom)).toBe("/rooms/room1?m=9");
    expect(addressOf(hers)).toBe(`/rooms/room1?m=${hers.seq}`);
  });
});

describe("keys in the empty message box", () => {
  test("↑ edits the viewer's last message, past what others wrote and what is deleted", () => {
    const { conversation, asked } = conversationOf([own, hers, { ...deleted, id: "m4", seq: 4 }]);
    expect(runShortcut("ArrowUp", conversation)).toBe(own);
    expect(asked).toEqual(["edit m1"]);
  });

  test("where nothing can be edited, and by a key that stands for nothing, nothing is done", () => {
    const { conversation, asked } = conversationOf([hers]);
    expect(runShortcut("ArrowUp", conversation)).toBeUndefined();
    expect(runShortcut("ArrowDown", conversationOf([own]).conversation)).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test("no key stands for two actions", () => {
    const keys = MESSAGE_ACTIONS.flatMap(({ shortcut }) => shortcut?.key ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
