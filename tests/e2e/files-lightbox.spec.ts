import type { Locator, Page } from "@playwright/test";
import { expect, sharedServer, signIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import { openRoom, timeline } from "@/tests/support/chat.ts";
import { photo, share } from "@/tests/support/media.ts";

let room: { id: string };
let grace: Awaited<ReturnType<typeof register>>;
let ada: typeof grace;

test.beforeAll(async () => {
  ada = await register(sharedServer(), uniqueName("ada"));
  grace = await register(sharedServer(), uniqueName("grace"));
  room = await ada.createRoom({ name: uniqueName("trips") });
  await grace.join(room);
  await share(ada, room, "The first", [{ name: "IMG_1.jpg", bytes: await photo(1) }]);
  const two = [2, 3].map(async (n) => ({ name: `IMG_${n}.jpg`, bytes: await photo(n) }));
  await share(ada, room, "Two more", await Promise.all(two));
});

const opened = (page: Page, name: string) => page.getByRole("dialog", { name });
const stage = (page: Page): Locator => page.getByRole("dialog").locator("[data-zoom]");
const zoom = async (page: Page) => Number(await stage(page).getAttribute("data-zoom"));
const left = (page: Page) =>
  page
    .getByRole("dialog")
    .getByRole("img")
    .evaluate((image) => image.getBoundingClientRect().left);

async function open(page: Page, name: string): Promise<void> {
  await openRoom(page, room);
  await timeline(page)
    .getByRole("button", { name: `Open ${name}` })
    .click();
}

test("the keyboard opens a picture, goes through all, zooms, and comes back to where it was", async ({ browser }) => {
  const { page } = await signIn(browser, grace, { at: "/settings" });
  await openRoom(page, room);
  const second = timeline(page).getByRole("button", { name: "Open IMG_2.jpg" });
  await second.focus();
  await page.keyboard.press("Enter");
  await expect(opened(page, "IMG_2.jpg, 2 of 3")).toBeVisible();
  await expect(page.getByRole("dialog")).toContainText(ada.username);
  await page.keyboard.press("ArrowRight");
  await expect(opened(page, "IMG_3.jpg, 3 of 3")).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(opened(page, "IMG_3.jpg, 3 of 3")).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(opened(page, "IMG_1.jpg, 1 of 3")).toBeVisible();

  await page.keyboard.press("+");
  await page.keyboard.press("+");
  expect(await zoom(page)).toBeGreaterThan(2);
  const before = await left(page);
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => left(page)).toBeLessThan(before);
  await expect(opened(page, "IMG_1.jpg, 1 of 3")).toBeVisible();
  await page.keyboard.press("0");
  expect(await zoom(page)).toBe(1);

  for (let n = 0; n < 12; n++) {
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.closest("[role=dialog]") !== null)).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(second).toBeFocused();
});

test("the pointer zooms where it is, drags, turns the page, and closes beside the picture", async ({ browser }) => {
  const { page } = await signIn(browser, grace, { at: "/settings" });
  await open(page, "IMG_1.jpg");
  await expect(opened(page, "IMG_1.jpg, 1 of 3")).toBeVisible();
  const box = await stage(page).boundingBox();
  if (!box) throw new Error("There is no stage.");
  const middle = [box.x + box.width / 2, box.y + box.height / 2] as const;
  await page.mouse.move(...middle);
  await page.mouse.wheel(0, -400);
  await expect.poll(() => zoom(page)).toBeGreaterThan(1.5);
  // At this zoom the original is loaded, because its smaller versions are not sharp enough.
  const shown = page.getByRole("dialog").getByRole("img", { name: "IMG_1.jpg" });
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.currentSrc)).not.toContain("size=");
  const before = await left(page);
  await page.mouse.down();
  await page.mouse.move(middle[0] - 120, middle[1], { steps: 4 });
  await page.mouse.up();
  expect(await left(page)).toBeCloseTo(before - 120, 0);
  await page.mouse.dblclick(...middle);
  await expect.poll(() => zoom(page)).toBe(1);
  await page.mouse.dblclick(...middle);
  await expect.poll(() => zoom(page)).toBe(2.5);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Zoom out" }).click();
  expect(await zoom(page)).toBeLessThan(2.5);
  await dialog.getByRole("button", { name: "Next picture" }).click();
  await expect(opened(page, "IMG_2.jpg, 2 of 3")).toBeVisible();
  expect(await zoom(page)).toBe(1);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("link", { name: "Download IMG_2.jpg" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("IMG_2.jpg");
  await page.mouse.click(box.x + 8, box.y + box.height - 8);
  await expect(dialog).toHaveCount(0);
});
