// Helpers for browser tests of threads, which stand beside their room in a place of their own.
import { expect, type Locator, type Page } from "@playwright/test";
import { type Message, messageReplySchema } from "@/lib/messages/schema.ts";
import type { Person } from "./cast.ts";
import { expectReply } from "./client.ts";

type RoomRef = { id: string };

/** The thread that is open beside the room. */
export const pane = (page: Page): Locator => page.getByRole("complementary", { name: "Thread" });

/** The message box of the thread. */
export const replyBox = (page: Page): Locator => pane(page).getByRole("textbox", { name: "Reply in thread" });

/** Replies of the open thread whose text, author or time contains `text`. */
export const replies = (page: Page, text: string): Locator =>
  pane(page).getByRole("log").getByRole("article").filter({ hasText: text });

/** Messages of the room, also while a thread is open beside it. */
export const inRoom = (page: Page, text: string): Locator =>
  page.locator("#main").getByRole("log").last().getByRole("article").filter({ hasText: text });

/** The line under a message with a thread. */
export const threadLine = (page: Page, text: string): Locator =>
  inRoom(page, text).getByRole("button", { name: /repl(y|ies)/ });

/** Sends a reply in a thread through the API. */
export async function reply(person: Person, room: RoomRef, rootId: string, body: string, more = {}): Promise<Message> {
  const path = `/api/chat/rooms/${room.id}/messages`;
  return (await expectReply(person.api.post(path, { body, rootId, ...more }), messageReplySchema)).message;
}

/** Types a reply and sends it, and waits until it stands in the thread as stored. */
export async function sendReply(page: Page, text: string): Promise<void> {
  await replyBox(page).fill(text);
  await replyBox(page).press("Enter");
  await expect(replyBox(page)).toHaveValue("");
  await expect(replies(page, text)).toHaveCount(1);
  await expect(pane(page).getByRole("article", { name: /^(Sending|Waiting to be sent|Not sent)/ })).toHaveCount(0);
}
