import { describe, expect, test } from "vitest";
import {
  type ConversationKey,
  conversationId,
  isSameConversation,
  parseConversationId,
} from "../../../lib/messages/conversation-key.ts";
import { draftOwner } from "../../../lib/uploads/browser/file-owners.ts";

const tea: ConversationKey = { roomId: "tea" };
const thread: ConversationKey = { roomId: "tea", rootId: "m1" };

describe("the key of a conversation", () => {
  test("a room's is its bare id, under which browsers have kept things since before there were keys", () => {
    expect(conversationId(tea)).toBe("tea");
    expect(draftOwner("ada", tea)).toBe("draft ada tea");
  });

  test("rooms and the threads in them never share one", () => {
    const keys: ConversationKey[] = [tea, thread, { roomId: "tea", rootId: "m2" }, { roomId: "cake", rootId: "m1" }];
    expect(new Set(keys.map(conversationId)).size).toBe(keys.length);
    for (const one of keys) for (const other of keys) expect(isSameConversation(one, other)).toBe(one === other);
  });

  test("its string leads back to it", () => {
    for (const key of [tea, thread]) expect(parseConversationId(conversationId(key))).toEqual(key);
  });

  test("what else an object carries does not matter", () => {
    expect(isSameConversation({ roomId: "tea", body: "A draft" } as ConversationKey, tea)).toBe(true);
  });
});
