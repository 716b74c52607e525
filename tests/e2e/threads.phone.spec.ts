import type { Locator } from "@playwright/test";
import { accessibilityFaults } from "@/tests/support/accessibility.ts";
import { expect, sharedServer, signedIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import { allLoaded, openRoom } from "@/tests/support/chat.ts";
import { inRoom, pane, replies, reply, replyBox, threadLine } from "@/tests/support/threads.ts";

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

async function hold(element: Locator): Promise<void> {
  const box = await element.boundingBox();
  const at = { clientX: (box?.x ?? 0) + 10, clientY: (box?.y ?? 0) + 10 };
  await element.dispatchEvent("pointerdown", { pointerType: "touch", isPrimary: true, bubbles: true, ...at });
}

test("on a phone a thread is a screen of its own, which the sheet, the line and Back open and close", async ({
  browser,
}) => {
  const grace = await register(sharedServer(), uniqueName("grace"));
  const { page, person } = await signedIn(browser, "ada", { at: "/settings", ...PHONE });
  const room = await person.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
  const root = await grace.send(room, "Shall we sail or swim?");
  await openRoom(page, room);
  await allLoaded(page);

  await hold(inRoom(page, "Shall we sail or swim?").getByText("Shall we"));
  await page.getByRole("dialog", { name: "Message actions" }).getByRole("button", { name: "Reply in thread" }).tap();
  await expect(pane(page)).toBeVisible();
  expect(await pane(page).boundingBox()).toMatchObject({ x: 0, y: 0, width: 390, height: 844 });
  await replyBox(page).fill("Sail");
  await pane(page).getByRole("button", { name: "Send" }).tap();
  await expect(replies(page, "Sail")).toBeVisible();
  await reply(grace, room, root.id, "Then swim");
  await expect(replies(page, "Then swim")).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

  // What comes to the room behind the thread is read by nobody.
  const unread = async () => (await person.room(room)).unread;
  await grace.send(room, "Here is the map");
  await expect(page.locator("#main").getByText("Here is the map")).toBeAttached();
  await reply(grace, room, root.id, "And the tide");
  await expect(replies(page, "And the tide")).toBeVisible();
  expect(await unread()).toBe(1);

  await page.goBack();
  await expect(pane(page)).toBeHidden();
  await expect.poll(unread).toBe(0);
  await threadLine(page, "Shall we sail or swim?").tap();
  await expect(replies(page, "Sail")).toBeVisible();
  // The keyboard stays closed until the box is touched.
  await expect(replyBox(page)).not.toBeFocused();
  await pane(page).getByRole("button", { name: "Back to the conversation" }).tap();
  await expect(pane(page)).toBeHidden();
  await expect(inRoom(page, "Shall we sail or swim?")).toBeVisible();
});
