import { accessibilityFaults } from "@/tests/support/accessibility.ts";
import { expect, sharedServer, signedIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import { messages, openRoom } from "@/tests/support/chat.ts";

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

test("(edited) opens what a message said before, by keys, and follows another edit", async ({ browser }) => {
  const { page, person: ada } = await signedIn(browser, "ada", { at: "/settings" });
  const grace = await register(sharedServer(), uniqueName("grace"));
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
  const sent = await ada.send(room, "Tea at *three*");
  await ada.edit(sent, "Tea at four");
  await openRoom(page, room);
  const mark = messages(page, "Tea at four").getByRole("button", { name: /^\(edited/ });
  await mark.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Edited message" });
  await expect(dialog.getByRole("listitem")).toHaveText([/now\s*Tea at four/, /Tea at three/]);
  expect(await accessibilityFaults(page, { within: "[role=dialog]" })).toEqual([]);
  await ada.edit(sent, "Tea at five");
  await expect(dialog.getByRole("listitem"), "it follows another edit").toHaveText([/five/, /four/, /three/]);
  await page.keyboard.press("Escape");
  await expect(mark.or(messages(page, "Tea at five").getByRole("button", { name: /^\(edited/ }))).toBeFocused();
});

test("a finger opens it, too", async ({ browser }) => {
  const { page, person: ada } = await signedIn(browser, "ada", { at: "/settings", ...PHONE });
  const room = await ada.createRoom();
  await ada.edit(await ada.send(room, "Tea at three"), "Tea at four");
  await openRoom(page, room);
  await messages(page, "Tea at four")
    .getByRole("button", { name: /^\(edited/ })
    .tap();
  await expect(page.getByRole("dialog", { name: "Edited message" }).getByRole("listitem")).toHaveCount(2);
});
