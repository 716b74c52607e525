// Threads on screen: docs/decisions/061-threads-on-screen.md.

import type { Browser, Page } from "@playwright/test";
import { threadReplySchema } from "@/lib/threads/page-schema.ts";
import { accessibilityFaults } from "@/tests/support/accessibility.ts";
import { expect, sharedServer, signedIn, signIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import { chatRow, chooseFromMenu, messageBox, openRoom, sendMany } from "@/tests/support/chat.ts";
import { expectReply } from "@/tests/support/client.ts";
import { inRoom, pane, replies, reply, replyBox, sendReply, threadLine } from "@/tests/support/threads.ts";

const QUESTION = "Where do we meet tomorrow?";

/** Ada in a room with Grace, who wrote the question. `grace` is a person, who acts through the API or gets a page. */
async function twoInARoom(browser: Browser) {
  const grace = await register(sharedServer(), uniqueName("grace"));
  const ada = await signedIn(browser, "ada", { at: "/settings" });
  const room = await ada.person.createRoom({ kind: "PRIVATE", name: uniqueName("Trip"), userIds: [grace.id] });
  const root = await grace.send(room, QUESTION);
  return { ada, grace, room, root };
}

async function openByMouse(page: Page, text: string): Promise<void> {
  await inRoom(page, text).hover();
  await inRoom(page, text).getByRole("button", { name: "Reply in thread" }).click();
  await expect(replyBox(page)).toBeFocused();
}

test("two people answer in a thread: each sees the replies beside the room, and the room only how many there are", async ({
  browser,
}) => {
  const { ada, grace, room } = await twoInARoom(browser);
  const other = await signIn(browser, grace, { at: "/settings" });
  await openRoom(ada.page, room);
  await openRoom(other.page, room);

  await openByMouse(ada.page, QUESTION);
  await expect(pane(ada.page).getByText("No replies yet")).toBeVisible();
  await expect(
    pane(ada.page).getByRole("article", { name: new RegExp(`: ${QUESTION.replace("?", "\\?")}`) }),
  ).toBeVisible();
  await sendReply(ada.page, "At the station");
  await expect(inRoom(ada.page, "At the station")).toHaveCount(0);
  await expect(threadLine(ada.page, QUESTION)).toHaveText(/1 reply/);

  // Grace asked, so she follows, and her line says what is new.
  await expect(threadLine(other.page, QUESTION)).toHaveText(/1 reply\s*1 new/);
  await threadLine(other.page, QUESTION).click();
  await expect(replies(other.page, "At the station")).toBeVisible();
  await expect(threadLine(other.page, QUESTION)).not.toHaveText(/new/);
  await replyBox(other.page).pressSequentially("At nin");
  await expect(pane(ada.page).getByTestId("typing")).toHaveText(`${grace.username} is typing…`);
  await expect(ada.page.locator("#main").getByTestId("typing")).toHaveText("");
  await sendReply(other.page, "At nine");
  await expect(replies(ada.page, "At nine")).toBeVisible();
  await expect(threadLine(ada.page, QUESTION)).toHaveText(/2 replies/);
  await expect(pane(ada.page).getByText("2 replies")).toBeVisible();

  // What is in the thread can be done with as in a room.
  await replies(ada.page, "At the station").hover();
  await replies(ada.page, "At the station").getByRole("button", { name: "React with 👍" }).click();
  await expect(replies(other.page, "At the station").getByRole("button", { name: "👍 1", exact: true })).toBeVisible();
  await replies(ada.page, "At the station").getByRole("button", { name: "Edit", exact: true }).click();
  await pane(ada.page).getByRole("textbox", { name: /Edit/ }).fill("At the bridge");
  await pane(ada.page).getByRole("textbox", { name: /Edit/ }).press("Enter");
  await expect(replies(other.page, "At the bridge")).toBeVisible();
});

test("by keys alone: → opens the thread of the last message, Esc closes it, Back and Forward and a reload go with the address", async ({
  browser,
}) => {
  const { ada, room, root } = await twoInARoom(browser);
  const { page } = ada;
  await openRoom(page, room);
  await messageBox(page).press("ArrowRight");
  await expect(replyBox(page)).toBeFocused();
  await expect(page).toHaveURL(`/rooms/${room.id}?thread=${root.id}`);
  await page.keyboard.type("By the fountain");
  await page.keyboard.press("Enter");
  await expect(replies(page, "By the fountain")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(pane(page)).toBeHidden();
  await expect(messageBox(page)).toBeFocused();
  await expect(page).toHaveURL(`/rooms/${room.id}`);

  // From the message itself: Tab reaches its line, and the focus comes back there.
  await inRoom(page, QUESTION).focus();
  await expect(threadLine(page, QUESTION)).toHaveAttribute("tabindex", "0");
  await threadLine(page, QUESTION).focus();
  await page.keyboard.press("Enter");
  await expect(replyBox(page)).toBeFocused();
  await page.keyboard.type("Half a thought");
  await page.goBack();
  await expect(pane(page)).toBeHidden();
  await expect(threadLine(page, QUESTION)).toBeFocused();
  await page.goForward();
  await expect(replyBox(page)).toHaveValue("Half a thought");
  await page.reload();
  await expect(replies(page, "By the fountain")).toBeVisible();
  await expect(replyBox(page)).toHaveValue("Half a thought");
  await expect(messageBox(page)).toHaveValue("");

  // The details take the place of the thread, and Back leaves both.
  await page.getByRole("button", { name: "Room details" }).click();
  await expect(page.getByRole("complementary", { name: "Room details" })).toBeVisible();
  await expect(pane(page)).toBeHidden();
  await page.goBack();
  await expect(page.getByRole("complementary")).toHaveCount(0);
});

test("a reply that was written without a network goes out once, after a reload too", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/ERR_INTERNET_DISCONNECTED|WebSocket/);
  const { ada, grace, room, root } = await twoInARoom(browser);
  const { page, context } = ada;
  await openRoom(page, room);
  await openByMouse(page, QUESTION);
  await sendReply(page, "Before");
  await context.setOffline(true);
  await replyBox(page).fill("Written in a tunnel");
  await replyBox(page).press("Enter");
  await expect(pane(page).getByRole("article", { name: /^(Sending|Waiting).*tunnel/ })).toBeVisible();
  await expect(inRoom(page, "tunnel")).toHaveCount(0);
  await context.setOffline(false);
  await page.reload();
  await expect(pane(page).getByRole("article", { name: /: Written in a tunnel$/ })).toHaveCount(1);
  await expect(pane(page).getByRole("article", { name: /^(Sending|Waiting)/ })).toHaveCount(0);
  const { messages } = await expectReply(grace.api.get(`/api/chat/messages/${root.id}/thread`), threadReplySchema);
  expect(messages.map(({ body }) => body)).toEqual(["Before", "Written in a tunnel"]);
});

test("replies do not make the room bold; the line counts them, and opening the thread shows where they begin", async ({
  browser,
}) => {
  const { ada, grace, room } = await twoInARoom(browser);
  const { page } = ada;
  const root = await ada.person.send(room, "Who brings the tent?");
  await reply(grace, room, root.id, "I could");
  await openRoom(page, room);
  await expect(threadLine(page, "Who brings the tent?")).toHaveText(/1 reply\s*1 new/);
  await page.goto("/browse");
  await reply(grace, room, root.id, "But it leaks");
  await expect(chatRow(page, room.name)).toHaveAccessibleName(/^(?!.*unread)/);
  await openRoom(page, room);
  await expect(threadLine(page, "Who brings the tent?")).toHaveText(/2 replies\s*2 new/);
  await threadLine(page, "Who brings the tent?").click();
  await expect(pane(page).getByText("New", { exact: true })).toBeVisible();
  await expect(threadLine(page, "Who brings the tent?")).not.toHaveText(/new/);

  // Whoever does not follow is told of nothing.
  await pane(page).getByRole("button", { name: "Following" }).click();
  await expect(pane(page).getByRole("button", { name: "Follow", exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await reply(grace, room, root.id, "And I have a cold");
  await expect(threadLine(page, "Who brings the tent?")).toHaveText(/3 replies/);
  await expect(threadLine(page, "Who brings the tent?")).not.toHaveText(/new/);
});

test("a reply that is sent to the room, too, is one message in two places, and leads from one to the other", async ({
  browser,
}) => {
  const { ada, grace, room, root } = await twoInARoom(browser);
  const { page } = ada;
  await openRoom(page, room);
  await openByMouse(page, QUESTION);
  await pane(page)
    .getByRole("checkbox", { name: `Also send to ${room.name}` })
    .check();
  await sendReply(page, "Decided: the bridge");
  await expect(pane(page).getByRole("checkbox")).not.toBeChecked();
  await expect(inRoom(page, "Decided: the bridge")).toHaveCount(1);
  await expect(replies(page, "Decided: the bridge")).toHaveText(/Also sent to the room/);
  await sendReply(page, "Only here");
  await expect(inRoom(page, "Only here")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await inRoom(page, "Decided: the bridge").getByRole("button", { name: "Replied in a thread" }).click();
  await expect(replies(page, "Decided: the bridge")).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`thread=${root.id}&message=\\d+$`));

  const changes = await grace.changes(room, 0);
  expect(changes.messages.filter(({ body }) => body === "Decided: the bridge")).toHaveLength(1);
});

test("links lead to a reply where it stands: a copied one, a hit of the search and a pinned message", async ({
  browser,
}) => {
  const { ada, grace, room, root } = await twoInARoom(browser);
  const { page, context } = ada;
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  for (let at = 1; at <= 60; at++) await reply(grace, room, root.id, `Reply ${at}.`);
  await sendMany(grace, room, 3, "Later");
  const needle = await reply(grace, room, root.id, "A marmalade sandwich");
  for (let at = 61; at <= 100; at++) await reply(grace, room, root.id, `Reply ${at}.`);

  await page.goto(`/rooms/${room.id}?thread=${root.id}&message=${needle.seq}`);
  await expect(replies(page, "A marmalade sandwich")).toBeInViewport();
  await replies(page, "A marmalade sandwich").hover();
  await replies(page, "A marmalade sandwich").getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Copy link" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(
    `/rooms/${room.id}?thread=${root.id}&message=${needle.seq}`,
  );
  // Older replies come when they are scrolled to.
  await pane(page).getByRole("log").hover();
  await expect(async () => {
    await page.mouse.wheel(0, -3000);
    await expect(replies(page, "Reply 1.")).toBeInViewport({ timeout: 500 });
  }).toPass();
  await pane(page).getByRole("button", { name: "Jump to latest" }).click();
  await expect(replies(page, "Reply 100.")).toBeInViewport();

  await page.goto("/search?q=marmalade");
  await page.getByRole("link", { name: /marmalade/ }).click();
  await expect(replies(page, "A marmalade sandwich")).toBeInViewport();
});

test("a thread outlives the message that it is about, and an address of no thread says so", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/404/);
  const { ada, grace, room, root } = await twoInARoom(browser);
  const { page } = ada;
  await reply(grace, room, root.id, "Still here");
  await openRoom(page, room);
  await threadLine(page, QUESTION).click();
  await grace.deleteMessage(root);
  await expect(pane(page).getByText("This message was deleted")).toBeVisible();
  await expect(replies(page, "Still here")).toBeVisible();
  await sendReply(page, "And so am I");

  await page.goto(`/rooms/${room.id}?thread=cmzzzzzzzzzzzzzzzzzzzzzzz`);
  await expect(pane(page).getByText("This is not here any more, or not for you.")).toBeVisible();
  await expect(replyBox(page)).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(`/rooms/${room.id}`);
});

test("who keeps a room decides on its threads: without them those that are there can only be read", async ({
  browser,
}) => {
  const { ada, grace, room, root } = await twoInARoom(browser);
  const other = await signIn(browser, grace, { at: "/settings" });
  await reply(ada.person, room, root.id, "In time");
  await openRoom(ada.page, room);
  await openRoom(other.page, room);
  await threadLine(other.page, QUESTION).click();
  await expect(replyBox(other.page)).toBeVisible();

  await ada.page.getByRole("button", { name: "Room details" }).click();
  const details = ada.page.getByRole("complementary", { name: "Room details" });
  const setting = details.getByRole("radiogroup", { name: "Threads" });
  await expect(setting.getByRole("radio", { name: "On" })).toBeChecked();
  await setting.getByRole("radio", { name: "Off" }).click();
  await expect(pane(other.page).getByText("Threads are off in this room.")).toBeVisible();
  await expect(replyBox(other.page)).toHaveCount(0);
  await expect(replies(other.page, "In time")).toBeVisible();
  expect(await accessibilityFaults(ada.page)).toEqual([]);

  await setting.getByRole("radio", { name: "Required" }).click();
  await expect(replyBox(other.page)).toBeVisible();
  await inRoom(other.page, QUESTION).hover();
  const toolbar = inRoom(other.page, QUESTION).getByRole("toolbar");
  await expect(toolbar.getByRole("button", { name: "Reply in thread" })).toBeVisible();
  await expect(toolbar.getByRole("button", { name: "Reply", exact: true })).toHaveCount(0);
  await other.page.getByRole("button", { name: "Room details" }).click();
  await expect(other.page.getByRole("radiogroup", { name: "Threads" })).toHaveCount(0);
});

test("a thread is the same on all devices, has no fault that axe knows, and below 1100 px lies over its room", async ({
  browser,
}) => {
  const { ada, grace, room, root } = await twoInARoom(browser);
  const { page } = ada;
  await reply(grace, room, root.id, "One");
  const second = await signIn(browser, ada.person, { at: "/settings" });
  await openRoom(page, room);
  await openRoom(second.page, room);
  await chooseFromMenu(page, QUESTION, "Reply in thread");
  await expect(replies(page, "One")).toBeVisible();
  await sendReply(page, "Two");
  await threadLine(second.page, QUESTION).click();
  await expect(pane(second.page).getByRole("button", { name: "Following" })).toBeVisible();
  await pane(page).getByRole("button", { name: "Following" }).click();
  await expect(pane(second.page).getByRole("button", { name: "Follow", exact: true })).toBeVisible();
  await page.mouse.move(0, 0);
  expect(await accessibilityFaults(page)).toEqual([]);

  const box = async () => ({ pane: await pane(page).boundingBox(), main: await page.locator("#main").boundingBox() });
  const wide = await box();
  expect(wide.pane?.width).toBe(400);
  expect((wide.main?.x ?? 0) + (wide.main?.width ?? 0)).toBeLessThanOrEqual(wide.pane?.x ?? 0);
  await page.setViewportSize({ width: 1000, height: 800 });
  const narrow = await box();
  expect((narrow.main?.x ?? 0) + (narrow.main?.width ?? 0)).toBe(1000);
  expect((narrow.pane?.x ?? 0) + (narrow.pane?.width ?? 0)).toBe(1000);
  await page.mouse.click(400, 400);
  await expect(pane(page)).toBeHidden();
});
