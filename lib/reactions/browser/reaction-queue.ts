import { api } from "../../browser/api.ts";
import { openWishQueue } from "../../browser/wish-queue.ts";
import { WishStore } from "../../browser/wish-store.ts";
import { type Message, messageReplySchema } from "../../messages/schema.ts";
import { setWanted, tellReply } from "./wanted.ts";

/** Whether a reaction is to be there, by message and emoji. */
export const reactionWishes = new WishStore("parley:reaction:", ({ value, isOn }) => {
  // A page of an earlier version wrote `isOn`.
  const found = value ?? isOn;
  return typeof found === "boolean" ? found : undefined;
});

export const reactionOutlets = {
  show(wishes: { parts: readonly string[]; value: boolean }[]): void {
    const byMessage = new Map<string, Map<string, boolean>>();
    for (const { parts, value } of wishes) {
      const [messageId = "", emoji = ""] = parts;
      const wanted = byMessage.get(messageId) ?? new Map<string, boolean>();
      byMessage.set(messageId, wanted.set(emoji, value));
    }
    setWanted(byMessage);
  },
  receive: tellReply,
};

/** The reactions that the viewer wants, until the server has them. */
export const reactionQueue = openWishQueue<boolean, Message>(
  "parley-reactions",
  reactionWishes,
  reactionOutlets,
  async ([messageId, emoji = ""], isOn) => {
    const path = `/api/chat/messages/${messageId}/reactions/${encodeURIComponent(emoji)}`;
    return (await api(path, { method: isOn ? "PUT" : "DELETE", schema: messageReplySchema })).message;
  },
);
