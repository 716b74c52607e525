import type { Page } from "@playwright/test";
import { accessibilityFaults } from "@/tests/support/accessibility.ts";
import { expect, sharedServer, signedIn, signIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import { chatRow, chooseFromMenu, messages, openRoom, sendMessage, timeline } from "@/tests/support/chat.ts";

async function deleteFromMenu(page: Page, text: string): Promise<void> {
  await chooseFromMenu(page, text, "Delete");
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(messages(page, "This message was deleted")).toBeVisible();
}

test("whoever deletes their own message undoes it from the note, or restores it from its row, for both", async ({
  browser,
}) => {
  const { page, person: ada } = await signedIn(browser, "ada", { at: "/settings" });
  const grace = await register(sharedServer(), uniqueName("grace"));
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
  await openRoom(page, room);
  const { page: hers } = await signIn(browser, grace, { at: "/settings" });
  await openRoom(hers, room);
  await sendMessage(page, "Lunch at *noon*?");

  await deleteFromMenu(page, "Lunch at noon?");
  await expect(messages(hers, "This message was deleted")).toBeVisible();
  await expect(hers.getByRole("button", { name: "Restore" }), "only its author may").toHaveCount(0);
  const toast = page.getByRole("listitem").filter({ hasText: "Message deleted." });
  await toast.getByRole("button", { name: "Undo" }).click();
  for (const one of [page, hers]) await expect(messages(one, "Lunch at noon?")).toBeVisible();
  await expect(chatRow(hers, room.name)).toContainText("Lunch at noon?");
  await expect(toast).toHaveCount(0);

  await deleteFromMenu(page, "Lunch at noon?");
  await page.reload();
  await openRoom(page, room);
  const row = timeline(page).getByRole("article", { name: /: deleted message$/ });
  await row.focus();
  await page.keyboard.press("Tab");
  await expect(row.getByRole("button", { name: "Restore" })).toBeFocused();
  await page.keyboard.press("Enter");
  for (const one of [page, hers]) await expect(messages(one, "Lunch at noon?")).toBeVisible();
  await expect(messages(page, "Lunch at noon?"), "the focus stays in the row").toBeFocused();
});

test("its menu restores it as well; without a network that is said, and it can be tried again", async ({
  browser,
  allowErrors,
}) => {
  const { page, person: ada } = await signedIn(browser, "ada", { at: "/settings" });
  const room = await ada.createRoom();
  const message = await ada.send(room, "Lunch at *noon*?");
  await openRoom(page, room);
  await ada.deleteMessage(message);
  const row = timeline(page).getByRole("article", { name: /: deleted message$/ });
  await expect(row.getByRole("button", { name: "Restore" })).toBeVisible();
  expect(await accessibilityFaults(page, { within: "[role=log]" })).toEqual([]);
  await chooseFromMenu(page, "This message was deleted", "Restore");
  await expect(messages(page, "Lunch at noon?")).toBeVisible();

  await ada.deleteMessage(message);
  await expect(row).toBeVisible();
  allowErrors(/ERR_INTERNET_DISCONNECTED|WebSocket/);
  await page.context().setOffline(true);
  await row.getByRole("button", { name: "Restore" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "The server could not be reached." })).toBeVisible();
  await page.context().setOffline(false);
  await row.getByRole("button", { name: "Restore" }).click();
  await expect(messages(page, "Lunch at noon?")).toBeVisible();
});

test("what the room's owner has deleted is offered to nobody", async ({ browser }) => {
  const { page, person: ada } = await signedIn(browser, "ada", { at: "/settings" });
  const grace = await register(sharedServer(), uniqueName("grace"));
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
  await grace.send(room, "Buy my stuff");
  await openRoom(page, room);
  const { page: hers } = await signIn(browser, grace, { at: "/settings" });
  await openRoom(hers, room);
  await deleteFromMenu(page, "Buy my stuff");
  await expect(messages(hers, "This message was deleted")).toBeVisible();
  for (const one of [page, hers]) await expect(one.getByRole("button", { name: /Restore|Undo/ })).toHaveCount(0);
});
