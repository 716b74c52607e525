import { expect, sharedServer, signedIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import { chatList, messages } from "@/tests/support/chat.ts";
import { layoutFaults } from "@/tests/support/layout.ts";

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

test("on a phone Activity is a screen of its own, with the way back, and opens the place by a tap", async ({
  browser,
}) => {
  const grace = await register(sharedServer(), uniqueName("grace"));
  const { page, person: ada } = await signedIn(browser, "ada", { at: "/settings", ...PHONE });
  const room = await ada.createRoom({ kind: "PRIVATE", name: uniqueName("Garden"), userIds: [grace.id] });
  await grace.send(room, `A long line for @${ada.username} ${"that goes on and on ".repeat(10)}`);
  await page.goto("/");
  const link = chatList(page).getByRole("link", { name: /^Activity/ });
  await expect(link).toHaveText("Activity1 unread");
  await link.tap();
  const entry = page.locator("#main [data-entry]");
  await expect(entry).toBeVisible();
  expect(await layoutFaults(page)).toEqual([]);
  expect((await entry.boundingBox())?.height).toBe(64);
  await page.getByRole("link", { name: "Back to chats" }).tap();
  await expect(link).toBeVisible();
  await link.tap();
  await entry.tap();
  await expect(messages(page, "A long line")).toBeVisible();
  await page.goto("/");
  await expect(link).toHaveText("Activity");
});
