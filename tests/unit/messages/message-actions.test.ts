import { describe, expect, test } from "vitest";
import type { ConversationContext } from "../../../components/messages/conversation-context.tsx";
import {
  type ActionPlace,
  actionsOf,
  MESSAGE_ACTIONS,
  runShortcut,
} from "../../../components/messages/message-actions.ts";
import type { Message } from "../../../lib/messages/schema.ts";
import { FakeRoom, ME } from "./outbox/fake-room.ts";

type Standing = { role?: "MEMBER" | "MODERATOR"; joined?: boolean; archivedAt?: string | null };

/** The conversation as the viewer has it on screen, and what their actions have asked it for. */
function conversationOf(
  messages: readonly Message[],
  { role = "MEMBER", joined = true, archivedAt = null }: Standing = {},
) {
  const asked: string[] = [];
  const note = (what: string) => (of: Message | string | number | null) =>
    void asked.push(`${what} ${typeof of === "object" ? of?.id : of}`);
  const parts: Partial<ConversationContext> = {
    room: { id: "room1", joined, role, archivedAt } as ConversationContext["room"],
    viewer: { id: ME, username: ME, displayName: ME, role: "MEMBER", pictureId: null },
    canPost: joined && archivedAt === null,
    listMessages: () => messages,
    reply: note("reply"),
    startEditing: note("edit"),
    markUnread: note("unread"),
    askDelete: note("delete"),
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
    const all = ["reply", "edit", "copy", "link", "unread", "pin", "profile", "delete"];
    expect([idsOf(own, "menu"), idsOf(own, "sheet"), idsOf(own, "toolbar")]).toEqual([all, all, ["reply", "edit"]]);
  });

  test("what somebody else wrote cannot be edited or deleted, but by who keeps order in the room", () => {
    expect(idsOf(hers, "menu")).toEqual(["reply", "copy", "link", "unread", "pin", "profile"]);
    expect(idsOf(hers, "menu", { role: "MODERATOR" })).toEqual([
      "reply",
      "copy",
      "link",
      "unread",
      "pin",
      "profile",
      "delete",
    ]);
  });

  test("in an archived room it can only be copied, linked to and marked unread, and its author looked at", () => {
    expect(idsOf(own, "menu", { archivedAt: "2026-01-02T00:00:00.000Z" })).toEqual([
      "copy",
      "link",
      "unread",
      "profile",
    ]);
  });

  test("a deleted message allows nothing, and one without text has none to copy", () => {
    expect(idsOf(deleted, "menu")).toEqual([]);
    expect(idsOf(ownFile, "menu")).not.toContain("copy");
  });

  test("a pinned message can be unpinned instead, by everybody who may write", () => {
    const pinned = { ...hers, pinned: true };
    expect(idsOf(pinned, "menu")).toEqual(["reply", "copy", "link", "unread", "unpin", "profile"]);
    expect(idsOf(pinned, "menu", { joined: false })).not.toContain("unpin");
  });

  test("each asks the conversation for what it says", () => {
    const { conversation, asked } = conversationOf([own]);
    const spoken = ["reply", "edit", "unread", "delete"];
    for (const action of MESSAGE_ACTIONS) if (spoken.includes(action.id)) action.run(own, conversation);
    expect(asked).toEqual(["reply m1", "edit m1", "unread 1", "delete m1"]);
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
