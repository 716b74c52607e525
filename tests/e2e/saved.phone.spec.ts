import { accessibilityFaults } from "@/tests/support/accessibility.ts";
import { expect, sharedServer, signedIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import { allLoaded, messages, openRoom } from "@/tests/support/chat.ts";

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

test("a finger saves from the sheet, is reminded, and ticks off in the list", async ({ browser }) => {
  const grace = await register(sharedServer(), uniqueName("grace"));
  const { page, person: ada } = await signedIn(browser, "ada", { at: "/settings", ...PHONE });
  const room = await ada.createRoom({ kind: "PRIVATE", name: uniqueName("Garden"), userIds: [grace.id] });
  await grace.send(room, "The plan for the beans, and for everything else that grows here in a row of words");
  await openRoom(page, room);
  await allLoaded(page);
  const row = messages(page, "The plan");
  const box = await row.boundingBox();
  const at = { clientX: (box?.x ?? 0) + 60, clientY: (box?.y ?? 0) + 4 };
  const hold = () => row.dispatchEvent("pointerdown", { pointerType: "touch", isPrimary: true, bubbles: true, ...at });
  await hold();
  const sheet = page.getByRole("dialog", { name: "Message actions" });
  await sheet.getByRole("button", { name: "Save for later" }).tap();
  await expect(row.getByRole("img", { name: "Saved for later" })).toBeVisible();
  await hold();
  await sheet.getByRole("button", { name: "Remind me…" }).tap();
  await page.getByRole("dialog", { name: "Remind me" }).getByRole("button", { name: "In 1 hour" }).tap();

  await page.goto("/saved");
  const entry = page.locator("#main [data-entry]");
  await expect(entry).toContainText("The plan for the beans");
  await expect(entry.getByText("Reminder", { exact: true })).toHaveCount(1);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  for (const name of [/^Done/, /^Remind/, /^Remove/])
    await expect(page.locator("#main").getByRole("button", { name })).toBeInViewport();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.locator("#main").getByRole("button", { name: /^Done/ }).tap();
  await expect(page.getByText("Nothing to do")).toBeVisible();
});
