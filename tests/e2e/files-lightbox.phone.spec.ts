import type { CDPSession, Page } from "@playwright/test";
import { expect, sharedServer, signIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import { openRoom, timeline } from "@/tests/support/chat.ts";
import { photo, share } from "@/tests/support/media.ts";

type Finger = { x: number; y: number };
const STEPS = 6;

/** Fingers that touch the screen together, move, and lift. */
async function touch(cdp: CDPSession, from: Finger[], to: Finger[]): Promise<void> {
  await cdp.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: from });
  for (let step = 1; step <= STEPS; step++) {
    const at = (one: number, other: number) => one + ((other - one) * step) / STEPS;
    const touchPoints = from.map(({ x, y }, n) => ({ x: at(x, to[n]?.x ?? x), y: at(y, to[n]?.y ?? y) }));
    await cdp.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints });
  }
  await cdp.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}

const zoom = async (page: Page) =>
  Number(await page.getByRole("dialog").locator("[data-zoom]").getAttribute("data-zoom"));

test("fingers turn the page, pinch, and pull the picture away", async ({ browser }) => {
  const ada = await register(sharedServer(), uniqueName("ada"));
  const room = await ada.createRoom({ name: uniqueName("trips") });
  const two = [1, 2].map(async (n) => ({ name: `IMG_${n}.jpg`, bytes: await photo(n) }));
  await share(ada, room, "", await Promise.all(two));
  const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
  const { page, context } = await signIn(browser, ada, { ...phone, at: "/settings" });
  await openRoom(page, room);
  const cdp = await context.newCDPSession(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await timeline(page).getByRole("button", { name: "Open IMG_1.jpg" }).tap();
  const opened = (name: string) => page.getByRole("dialog", { name });
  await expect(opened("IMG_1.jpg, 1 of 2")).toBeVisible();
  await touch(cdp, [{ x: 250, y: 450 }], [{ x: 80, y: 460 }]);
  await expect(opened("IMG_2.jpg, 2 of 2")).toBeVisible();
  await touch(cdp, [{ x: 100, y: 450 }], [{ x: 300, y: 440 }]);
  await expect(opened("IMG_1.jpg, 1 of 2")).toBeVisible();

  await touch(
    cdp,
    [
      { x: 180, y: 450 },
      { x: 210, y: 450 },
    ],
    [
      { x: 90, y: 450 },
      { x: 300, y: 450 },
    ],
  );
  await expect.poll(() => zoom(page)).toBeGreaterThan(3);
  // A zoomed picture is moved, and the next one is not shown.
  await touch(cdp, [{ x: 250, y: 450 }], [{ x: 80, y: 460 }]);
  await expect(opened("IMG_1.jpg, 1 of 2")).toBeVisible();
  await touch(
    cdp,
    [
      { x: 20, y: 300 },
      { x: 370, y: 300 },
    ],
    [
      { x: 180, y: 300 },
      { x: 200, y: 300 },
    ],
  );
  await expect.poll(() => zoom(page)).toBe(1);
  await touch(cdp, [{ x: 190, y: 400 }], [{ x: 195, y: 600 }]);
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("a picture that is held offers what can be done with its message", async ({ browser }) => {
  const ada = await register(sharedServer(), uniqueName("ada"));
  const room = await ada.createRoom({ name: uniqueName("trips") });
  await share(ada, room, "", [{ name: "IMG_1.jpg", bytes: await photo(1) }]);
  const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
  const { page, context } = await signIn(browser, ada, { ...phone, at: "/settings" });
  await openRoom(page, room);
  const box = await timeline(page).getByRole("button", { name: "Open IMG_1.jpg" }).boundingBox();
  if (!box) throw new Error("There is no picture.");
  const cdp = await context.newCDPSession(page);
  const touchPoints = [{ x: box.x + 60, y: box.y + 60 }];
  await cdp.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
  await expect(page.getByRole("dialog", { name: "Message actions" })).toBeVisible();
  await cdp.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await expect(page.getByRole("button", { name: "Delete" })).toBeVisible();
});

test("the phone's back button closes what lies over the room, and stays in the room", async ({ browser }) => {
  const ada = await register(sharedServer(), uniqueName("ada"));
  const room = await ada.createRoom({ name: uniqueName("trips") });
  await share(ada, room, "", [{ name: "IMG_1.jpg", bytes: await photo(1) }]);
  const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
  const { page } = await signIn(browser, ada, { ...phone, at: "/settings" });
  await openRoom(page, room);
  const picture = timeline(page).getByRole("button", { name: "Open IMG_1.jpg" });
  const lightbox = page.getByRole("dialog", { name: "IMG_1.jpg, 1 of 1" });
  await picture.tap();
  await expect(lightbox).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("dialog")).toHaveCount(0);

  // After the button has closed the lightbox, "back" has no extra step to pass.
  await picture.tap();
  await lightbox.getByRole("button", { name: "Close" }).tap();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.getByRole("button", { name: "Attach files" }).tap();
  await expect(page.getByRole("dialog", { name: "Attach" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("dialog")).toHaveCount(0);

  // With the lightbox over the details, "back" closes first the picture and then the details.
  await page.getByRole("button", { name: "Room details" }).tap();
  const details = page.getByRole("complementary", { name: "Room details" });
  await details.getByRole("tab", { name: "Media" }).tap();
  const small = details.getByRole("button", { name: "Open IMG_1.jpg" });
  await small.tap();
  await expect(lightbox).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(small).toBeVisible();
  await small.tap();
  await lightbox.getByRole("button", { name: "Go to the message" }).tap();
  await expect(details).toHaveCount(0);
  await expect(picture).toBeInViewport();
  await page.goBack();
  await expect(page).toHaveURL(/\/settings$/);
});
