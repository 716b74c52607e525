import { addressOf } from "../messages/address.ts";
import type { Message } from "../messages/schema.ts";
import { summaryOf } from "../messages/summary.ts";
import { excerpt, withoutControls } from "../text.ts";

/** In characters. With them a payload stays below 3 KB, which every push service takes. */
const TITLE_MAX = 100;
const BODY_MAX = 240;

/** What a notification shows, as our service worker and browsers with Declarative Web Push read it. */
export type PushPayload = {
  /** The number by which a browser knows that it may show the notification without our code. */
  web_push: 8030;
  notification: { title: string; body: string; navigate: string; tag: string };
};

type Told = {
  message: Message;
  /** The name of the room; "" for a direct chat, where the author's name says enough. */
  roomName: string;
  /** Names of the room's custom emoji and formatting are left as they are written. */
  hidesContent: boolean;
  /** Where the person uses Parley. */
  origin: string;
};

/** The notification of a message. */
export function messagePayload({ message, roomName, hidesContent, origin }: Told): PushPayload {
  const name = withoutControls(message.author.displayName);
  const title = roomName === "" ? name : `${name} in ${withoutControls(roomName)}`;
  const shown = hidesContent
    ? { title: "Parley", body: "You have a new message." }
    : { title: excerpt(title, TITLE_MAX), body: summaryOf(message, BODY_MAX) };
  return toPayload(shown, new URL(addressOf(message), origin), conversationTag(message));
}

/** The notification by which a person tries whether notifications come. */
export function testPayload(origin: string): PushPayload {
  const shown = { title: "Parley", body: "Notifications work on this device." };
  return toPayload(shown, new URL("/settings/notifications", origin), "test");
}

function toPayload(shown: { title: string; body: string }, url: URL, tag: string): PushPayload {
  return { web_push: 8030, notification: { ...shown, navigate: url.href, tag } };
}

/** One notification stands for each conversation, the newest. */
export function conversationTag({ roomId, rootId, inRoom }: Pick<Message, "roomId" | "rootId" | "inRoom">): string {
  return rootId && !inRoom ? `${roomId}-${rootId}` : roomId;
}
