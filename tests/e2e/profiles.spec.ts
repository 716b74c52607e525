import type { Page } from "@playwright/test";
import type { Room } from "@/lib/rooms/schema.ts";
import { accessibilityFaults } from "@/tests/support/accessibility.ts";
import { expect, sharedServer, signedIn, test, uniqueName } from "@/tests/support/browser.ts";
import { type Person, register } from "@/tests/support/cast.ts";
import { allLoaded, messageBox, messages, openRoom } from "@/tests/support/chat.ts";

let grace: Person, room: Room;
test.beforeAll(async () => {
  grace = await register(sharedServer(), uniqueName("grace"));
  await grace.api.patch("/api/chat/me", {
    displayName: "Grace Hopper",
    statusText: "Looking for moths",
    statusEmoji: "🦋",
    timeZone: "Asia/Tokyo",
  });
  room = await grace.createRoom({ name: uniqueName("Harbour") });
});

const card = (page: Page) => page.getByRole("dialog", { name: "Profile of Grace Hopper" });

async function inTheRoom(page: Page, person: Person): Promise<void> {
  await person.join(room);
  await grace.send(room, `Hello @${person.username}, ask @${grace.username} or @all`);
  await openRoom(page, room);
  await allLoaded(page);
}

test("Grace's name, her mention and the menu of a message open her card, which leads to her", async ({ browser }) => {
  const { page, person } = await signedIn(browser, "ada", { at: "/settings" });
  await inTheRoom(page, person);
  const message = messages(page, "ask @").last();
  await message.getByText("Grace Hopper").click();
  await expect(card(page)).toContainText(`@${grace.username}`);
  await expect(card(page)).toContainText("🦋 Looking for moths");
  await expect(card(page)).toContainText("Owner of this room");
  await expect(card(page)).toContainText(/\d local time/);
  await expect(card(page).getByRole("link", { name: room.name })).toBeVisible();
  expect(await accessibilityFaults(page, { within: "[role=dialog]" })).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(card(page)).toBeHidden();

  await message.getByText("@all").click();
  await message.getByText(`@${grace.username}`, { exact: true }).click();
  await messageBox(page).fill("Over to");
  await message.getByText(`@${grace.username}`, { exact: true }).click();
  await card(page).getByRole("button", { name: "Mention" }).click();
  await expect(card(page)).toBeHidden();
  await expect(messageBox(page)).toBeFocused();
  await expect(messageBox(page)).toHaveValue(`Over to @${grace.username} `);

  // For keys and screen readers there is the menu.
  await message.hover();
  await page.getByRole("button", { name: "More actions" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "View profile" }).press("Enter");
  await expect(card(page)).toBeFocused();
  await card(page).getByRole("button", { name: "Message", exact: true }).press("Enter");
  await expect(page.getByRole("heading", { name: "Grace Hopper" })).toBeVisible();
});

test("Ada sets a status with an emoji and an end, and others see it on her card", async ({ browser, allowErrors }) => {
  allowErrors(/422/);
  const { page, person } = await signedIn(browser, "ada", { at: "/settings" });
  await inTheRoom(page, person);
  await page.getByRole("button", { name: /^Parley menu/ }).click();
  await page.getByRole("menuitem", { name: "Set a status" }).click();
  const dialog = page.getByRole("dialog", { name: "Set a status" });
  await dialog.getByRole("button", { name: /^Working from home/ }).click();
  await dialog.getByLabel("Status", { exact: true }).fill("Working from the lighthouse");
  await dialog.getByLabel("It ends").selectOption("At another time…");
  await dialog.getByLabel("Date and time").fill("2020-01-01T10:00");
  await dialog.getByRole("button", { name: "Save status" }).click();
  await expect(dialog.getByLabel("Date and time")).toHaveAccessibleDescription("That time has passed.");
  await expect(dialog.getByLabel("Status", { exact: true })).toHaveValue("Working from the lighthouse");
  await dialog.getByLabel("It ends").selectOption("In an hour");
  await dialog.getByRole("button", { name: "Save status" }).click();
  await expect(dialog).toBeHidden();

  const other = await signedIn(browser, "linus", { at: "/settings" });
  await inTheRoom(other.page, other.person);
  await messages(other.page, `Hello @${person.username}`).getByText(`@${person.username}`).click();
  const profile = other.page.getByRole("dialog", { name: /^Profile of/ });
  await expect(profile).toContainText("🏡 Working from the lighthouse");
  await expect(profile).toContainText("Until");

  await page.getByRole("button", { name: /^Parley menu/ }).click();
  await expect(page.getByRole("menu")).toContainText("🏡 Working from the lighthouse");
  await page.getByRole("menuitem", { name: "Set a status" }).click();
  await dialog.getByRole("button", { name: "Clear status" }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: /^Parley menu/ }).click();
  await expect(page.getByRole("menu")).toContainText(`@${person.username}`);
});
