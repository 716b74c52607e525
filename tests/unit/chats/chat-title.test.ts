import { describe, expect, test } from "vitest";
import { counterpartOf, previewOf, titleOf } from "../../../components/chats/chat-title.ts";
import type { Room } from "../../../lib/rooms/schema.ts";
import { ada, grace, linus, roomOf } from "../rooms/fake-server.ts";

type Last = NonNullable<Room["lastMessage"]>;

const said = (author: typeof ada, body: string, over: Partial<Last> = {}): Last => ({
  id: "m",
  seq: 1,
  kind: "USER",
  body,
  author,
  system: null,
  createdAt: "2026-01-01T00:00:00.000Z",
  deletedAt: null,
  shared: "",
  ...over,
});
const direct = (people: (typeof ada)[], lastMessage: Last | null = null) =>
  roomOf("d", { kind: "DIRECT", name: people.map((p) => p.displayName).join(", "), people, lastMessage });
const line = (room: Room) => {
  const preview = previewOf(room, "ada");
  return preview && preview.by + preview.text;
};

describe("how ada's chat list names and previews a chat", () => {
  test("in a room the author is named, ada is You", () => {
    expect(line(roomOf("r", { lastMessage: said(grace, "hello") }))).toBe("Grace: hello");
    expect(line(roomOf("r", { lastMessage: said(ada, "hello") }))).toBe("You: hello");
  });

  test("in a chat of two the other one needs no name", () => {
    expect(line(direct([grace], said(grace, "hello")))).toBe("hello");
    expect(line(direct([grace], said(ada, "hello")))).toBe("You: hello");
    expect(line(direct([grace, linus], said(linus, "hello")))).toBe("Linus: hello");
  });

  test("a note to herself is hers, and the chat says so", () => {
    expect(line(direct([ada], said(ada, "milk")))).toBe("milk");
    expect(titleOf(direct([ada]), "ada")).toBe("Ada (you)");
    expect(counterpartOf(direct([ada]), "ada")).toBeUndefined();
  });

  test("a notice is a sentence", () => {
    expect(line(roomOf("r", { lastMessage: said(grace, "joined the room", { kind: "SYSTEM" }) }))).toBe(
      "Grace joined the room",
    );
  });

  test("a notice of what was done to ada says you", () => {
    const notice = (people: (typeof ada)[]) =>
      said(grace, "added Somebody", { kind: "SYSTEM", system: { type: "added", people } });
    expect(line(roomOf("r", { lastMessage: notice([linus, ada]) }))).toBe("Grace added you, Linus");
    expect(line(roomOf("r", { lastMessage: notice([linus]) }))).toBe("Grace added Linus");
  });

  test("a deleted message shows nothing of what it said", () => {
    const room = roomOf("r", { lastMessage: said(grace, "", { deletedAt: "2026-01-01T00:00:00.000Z" }) });
    expect(line(room)).toBe("Grace: Message deleted");
  });

  test("an empty room has no preview", () => {
    expect(previewOf(roomOf("r"), "ada")).toBeNull();
  });
});
