// Whoever is not to be disturbed has no number in the title, on all their devices, and others see it on their card.
import { accessibilityFaults } from "@/tests/support/accessibility.ts";
import { expect, sharedServer, signedIn, signIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import { allLoaded, messages, openRoom } from "@/tests/support/chat.ts";

test("from the menu until tomorrow, seen by others, heard by one's other device, and turned off there", async ({
  browser,
}) => {
  const { page, person: ada } = await signedIn(browser, "ada", { at: "/settings" });
  const grace = await register(sharedServer(), uniqueName("grace"));
  const room = await grace.createRoom({ kind: "PRIVATE", userIds: [ada.id] });
  const { page: phone } = await signIn(browser, ada, { at: "/settings" });
  const { page: hers } = await signIn(browser, grace, { at: "/settings" });
  await grace.send(room, `Tea, @${ada.username}?`);
  for (const one of [page, phone]) await expect(one).toHaveTitle(/^\(1\) /);

  const menu = async (one: typeof page) => {
    await one.getByRole("button", { name: /^Parley menu/ }).click();
    await one.getByRole("menuitem", { name: "Do not disturb" }).press("Enter");
    return one.getByRole("dialog", { name: "Do not disturb" });
  };
  const dialog = await menu(page);
  await expect(dialog.getByRole("button", { name: "For 1 hour" })).toBeVisible();
  expect(await accessibilityFaults(page, { within: "[role=dialog]" })).toEqual([]);
  await dialog.getByRole("button", { name: "Until tomorrow" }).press("Enter");
  await expect(dialog).toBeHidden();
  for (const one of [page, phone]) await expect(one).not.toHaveTitle(/^\(/);

  await openRoom(hers, room);
  await allLoaded(hers);
  await messages(hers, "Tea").getByText(`@${ada.username}`).click();
  await expect(hers.getByRole("dialog", { name: /^Profile of/ })).toContainText("Do not disturb until");
  await hers.keyboard.press("Escape");
  // The list of members follows without a reload.
  await hers.getByRole("button", { name: "Room details" }).click();
  const member = hers
    .getByRole("complementary", { name: "Room details" })
    .getByRole("listitem")
    .filter({ hasText: ada.username });
  await expect(member.getByRole("img", { name: "Do not disturb" })).toBeVisible();
  await ada.api.patch("/api/chat/me", { statusText: "Lunch", statusEmoji: "🍜" });
  await expect(member).toContainText("🍜 Lunch");

  const again = await menu(phone);
  await again.getByRole("button", { name: "Turn off" }).click();
  await expect(phone).toHaveTitle(/^\(1\) /);
  await expect(page).toHaveTitle(/^\(1\) /);
  await expect(member.getByRole("img", { name: "Do not disturb" })).toHaveCount(0);
});
