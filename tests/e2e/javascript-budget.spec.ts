// The size of a page's JavaScript as the built server sends it (docs/decisions/013-javascript-budget.md).
import type { Browser, Page } from "@playwright/test";
import { expect, sharedServer, signedIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import { allLoaded, messageBox, messages, waitForHydration } from "@/tests/support/chat.ts";
import { type Script, scriptTable, totalBytes, watchScripts } from "@/tests/support/loaded-scripts.ts";

/** In bytes, compressed with Brotli, as Chromium gets them from this machine. */
const LOGIN_MAX = 130_000;
const ROOM_USABLE_MAX = 200_000;
/** This includes the menus, the dialogs and the live connection, which are loaded once the page is usable. */
const ROOM_WHOLE_MAX = 330_000;

test("the log-in page costs no more than its budget, with all that it loads ahead", async ({ page }) => {
  // The first person of a server would be led to the set-up page instead.
  await register(sharedServer(), uniqueName("ada"));
  const scripts = watchScripts(page);
  await page.goto("/login", { waitUntil: "networkidle" });
  await expect(page.getByRole("button", { name: "Log in" })).toBeVisible();
  hold("log-in page", await scripts.list(), LOGIN_MAX);
});

test("a room can be read and written in before more than its budget has come", async ({ browser }) => {
  const { page, room } = await newToTheRoom(browser);
  // The page has to be usable without the code that is loaded in idle moments.
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0;
  });
  const scripts = watchScripts(page);
  await page.goto(`/rooms/${room.id}`, { waitUntil: "networkidle" });
  await isUsable(page);
  hold("room page until it is usable", await scripts.list(), ROOM_USABLE_MAX);
});

test("what a room loads in idle moments has a budget too, and opens without a network", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/ERR_INTERNET_DISCONNECTED|WebSocket/);
  const { page, room } = await newToTheRoom(browser);
  const scripts = watchScripts(page);
  await page.goto(`/rooms/${room.id}`, { waitUntil: "networkidle" });
  await isUsable(page);
  await allLoaded(page);
  hold("room page and all that it loads when idle", await scripts.list(), ROOM_WHOLE_MAX);

  await page.context().setOffline(true);
  await page.getByRole("button", { name: /^Parley menu/ }).click();
  await expect(page.getByRole("menuitem", { name: "Settings" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "New room or chat" }).click();
  await page.getByRole("menuitem", { name: "Create a room" }).click();
  await expect(page.getByRole("dialog", { name: /room/i })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Room details" }).click();
  await expect(page.getByRole("complementary", { name: "Room details" })).toBeVisible();
});

/** Ada, logged in with an empty cache. A browser that has opened a page before loads less. */
async function newToTheRoom(browser: Browser) {
  const ada = await signedIn(browser, "ada", { at: "/settings" });
  const room = await ada.person.createRoom({ name: uniqueName("Budget") });
  await ada.person.send(room, "Every byte counts");
  const context = await browser.newContext({
    baseURL: sharedServer().url,
    storageState: await ada.context.storageState(),
  });
  return { page: await context.newPage(), room };
}

/** The rows are rendered, and the box takes text and sends it. */
async function isUsable(page: Page): Promise<void> {
  await waitForHydration(page);
  await expect(messages(page, "Every byte counts")).toBeVisible();
  await messageBox(page).fill("Hello");
  await expect(page.getByRole("button", { name: "Send" })).toBeEnabled();
}

function hold(what: string, scripts: Script[], budget: number): void {
  const bytes = totalBytes(scripts);
  test.info().annotations.push({ type: "bytes", description: `${what}: ${bytes} of ${budget}` });
  expect(bytes, `The ${what} loads no script at all.`).toBeGreaterThan(0);
  expect(
    bytes,
    `The ${what} may load ${budget} bytes of JavaScript, and loads:\n${scriptTable(scripts)}`,
  ).toBeLessThanOrEqual(budget);
}
