// Searching messages: finding one, opening it where it was written, stepping to the next, and coming back.

import type { Browser, Page } from "@playwright/test";
import { accessibilityFaults } from "@/tests/support/accessibility.ts";
import { expect, logOut, sharedServer, signedIn, signIn, test, uniqueName } from "@/tests/support/browser.ts";
import { type Person, register } from "@/tests/support/cast.ts";
import { findBox, messageBox, messages, waitForHydration } from "@/tests/support/chat.ts";
import { openDatabase } from "@/tests/support/database.ts";

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

const field = (page: Page) => page.getByRole("combobox", { name: "Search messages" });
const hits = (page: Page) => page.locator("#main a[data-hit]");
const bar = (page: Page) => page.getByRole("search", { name: "Search in this room" });
const told = (page: Page, words: RegExp | string) =>
  expect(page.getByRole("status").filter({ hasText: words })).toHaveCount(1);
const address = (q: string) => `/search?q=${encodeURIComponent(q)}`;

type Stage = { grace: Person; ada: Person; word: string; room: { id: string; name: string } };
let stage: Stage;

/** Grace has written thirty lines with a word of her own into a room in which Ada is. */
test.beforeAll(async () => {
  const [ada, grace] = [
    await register(sharedServer(), uniqueName("ada")),
    await register(sharedServer(), uniqueName("grace")),
  ];
  const word = uniqueName("kettle").replace("-", "");
  const room = await grace.createRoom({ kind: "PRIVATE", name: uniqueName("Tea room"), userIds: [ada.id] });
  for (let n = 1; n <= 30; n++)
    await grace.send(room, `Line ${n} is about the ${word}, and about nothing else at all.`);
  await ada.send(room, `Ada, too, has a ${word}.`);
  stage = { ada, grace, word, room };
});

const marked = (page: Page, text: string) => messages(page, text).and(page.locator(".bg-selected"));
const asAda = (browser: Browser, at: string, options = {}) => signIn(browser, stage.ada, { at, ...options });

test("ada pages through what was found, opens a hit, steps to the next, and comes back to her place", async ({
  browser,
}) => {
  const { page } = await asAda(browser, address(stage.word));
  await expect(hits(page)).toHaveCount(20);
  await expect(page.locator("mark").first()).toHaveText(stage.word);
  await told(page, "20+ messages found");
  await hits(page).last().scrollIntoViewIfNeeded();
  await expect(hits(page)).toHaveCount(31);
  await told(page, "31 messages found");

  const opened = hits(page).filter({ hasText: "Line 6 is" });
  await opened.focus();
  await page.keyboard.press("Enter");
  // A hit is marked for some seconds only, so that is looked for first.
  await expect(marked(page, "Line 6 is")).toBeInViewport();
  await expect(bar(page)).toContainText("26 of 31");
  await expect(bar(page).getByRole("searchbox")).toBeFocused();

  await page.keyboard.press("F3");
  await expect(marked(page, "Line 5 is")).toBeInViewport();
  await expect(bar(page)).toContainText("27 of 31");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Shift+F3");
  await expect(bar(page)).toContainText("25 of 31");
  await expect(messages(page, "Line 7 is")).toBeInViewport();
  await told(page, /^Hit 25 of 31: .*Line 7 is/);
  await page.keyboard.press("Escape");
  await expect(bar(page)).toHaveCount(0);
  await expect(messageBox(page)).toBeFocused();

  await page.goBack();
  await expect(hits(page)).toHaveCount(31);
  await expect(opened).toBeFocused();
  await expect(opened).toBeInViewport();
  await page.keyboard.press("ArrowDown");
  await expect(hits(page).filter({ hasText: "Line 5 is" })).toBeFocused();
});

test("operators are completed, a filter is a pill that a key removes, and what cannot be asked says so at the field", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/422/);
  const { page } = await asAda(browser, "/search");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type(`${stage.word} fro`);
  await expect(page.getByRole("option", { name: "from:" })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(field(page)).toHaveValue(`${stage.word} from:`);
  await page.keyboard.type(stage.ada.username.slice(0, -1));
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+a");
  await page.keyboard.type(`${stage.word} from:${stage.grace.username.slice(0, -1)}`);
  await expect(page.getByRole("option", { name: stage.grace.username })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`from%3A%40${stage.grace.username}`));
  await expect(hits(page)).toHaveCount(20);
  await expect(hits(page).filter({ hasText: "Ada, too" })).toHaveCount(0);

  const pill = page.getByRole("button", { name: `Remove the filter from @${stage.grace.username}` });
  await pill.focus();
  await page.keyboard.press("Backspace");
  await expect(field(page)).toHaveValue(stage.word);
  await expect(field(page)).toBeFocused();
  await expect(hits(page).filter({ hasText: "Ada, too" })).toHaveCount(1);

  await page.getByRole("button", { name: "Kind" }).click();
  await page.getByRole("button", { name: "Is mine" }).click();
  await expect(field(page)).toHaveValue(`is:mine ${stage.word}`);
  await expect(hits(page)).toHaveCount(1);
  await expect(page).toHaveTitle(new RegExp(`is:mine ${stage.word} – Search – Parley$`));

  await field(page).fill(`${stage.word} before:banana`);
  await page.keyboard.press("Enter");
  await expect(field(page)).toHaveAccessibleDescription(/before:banana has no date/);
  await expect(field(page)).toHaveValue(`${stage.word} before:banana`);
  await expect(field(page)).toBeFocused();
  expect(await accessibilityFaults(page)).toEqual([]);
});

test("nothing found offers what else to ask, and each offer is asked with a click", async ({ browser }) => {
  const { page } = await asAda(browser, address(`is:mine "${stage.word} Line"`));
  await told(page, "Nothing found");
  await page.getByRole("link", { name: "search without “is mine”" }).click();
  await told(page, "Nothing found");
  await page.getByRole("link", { name: "let the words stand in any order" }).click();
  await expect(hits(page)).toHaveCount(20);
});

test("mallory, who follows the address of ada's search, finds nothing of it, and no room by its name", async ({
  browser,
}) => {
  const mallory = await signedIn(browser, "mallory", { at: address(stage.word) });
  await told(mallory.page, "Nothing found");
  await expect(hits(mallory.page)).toHaveCount(0);
  await mallory.page.goto(address(`in:"${stage.room.name}" ${stage.word}`));
  await expect(field(mallory.page)).toHaveAccessibleDescription("You are in no room of this name.");
  await expect(hits(mallory.page)).toHaveCount(0);
});

test("offline a search says so and keeps what was typed, and is answered when the connection is back", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/ERR_INTERNET_DISCONNECTED|WebSocket/);
  const { page, context } = await asAda(browser, "/search");
  await expect(page.getByRole("toolbar", { name: "Filters" })).toBeVisible();
  await context.setOffline(true);
  await field(page).fill(stage.word);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main").getByRole("alert")).toContainText("The server cannot be reached");
  await expect(field(page)).toHaveValue(stage.word);
  await context.setOffline(false);
  await expect(hits(page)).toHaveCount(20);
});

test("on a phone it is a screen with a way back, and searches stay on the device until they are cleared or ada logs out", async ({
  browser,
}) => {
  const { page } = await asAda(browser, address(stage.word), PHONE);
  await expect(hits(page)).toHaveCount(20);
  await hits(page).filter({ hasText: "Ada, too" }).tap();
  await expect(bar(page)).toContainText("1 of 31");
  await bar(page).getByRole("button", { name: "Older hit" }).tap();
  await expect(messages(page, "Line 30 is")).toBeInViewport();
  await page.goBack();
  await expect(hits(page)).toHaveCount(20);

  await page.goto("/search?q=nothing-like-this");
  await told(page, "Nothing found");
  await expect(page.getByRole("toolbar", { name: "Filters" })).toBeVisible();
  await page.getByRole("button", { name: "Clear the search" }).tap();
  const recent = page.getByRole("region", { name: "Recent searches" });
  await expect(recent.getByRole("link")).toHaveText(["nothing-like-this", stage.word]);
  await recent.getByRole("button", { name: "Remove nothing-like-this" }).tap();
  await expect(recent.getByRole("link")).toHaveText([stage.word]);
  await page.getByRole("link", { name: "Back to chats" }).tap();

  await findBox(page).fill(stage.grace.username);
  await page.getByRole("option", { name: `@${stage.grace.username}` }).tap();
  await expect(page).toHaveURL(/\/rooms\//);
  await page.goBack();
  // One step leads back to the chats, and not to the list of what was found.
  await expect(findBox(page)).toHaveValue("");
  await expect(page.getByRole("listbox", { name: "Found" })).toHaveCount(0);
  await page.goBack();
  await expect(page).toHaveURL(/\/search/);
  await page.goForward();
  await logOut(page);
  const kept = await page.evaluate(() => JSON.stringify(localStorage));
  expect(kept).not.toContain(stage.word);
});

test("what the browser holds is found at once, the server's hits move nothing, and what may not be read any more goes", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/404/);
  const { ada, grace } = stage;
  const word = uniqueName("teapot").replace("-", "");
  const room = await grace.createRoom({ kind: "PRIVATE", userIds: [ada.id] });
  const elsewhere = await grace.createRoom({ kind: "PRIVATE", userIds: [ada.id] });
  const broken = await grace.send(room, `Pot 0. is a ${word}.`);
  for (let n = 1; n <= 24; n++) await grace.send(room, `Pot ${n}. is a ${word}.`);
  await grace.send(elsewhere, `Another ${word}.`);
  const { page } = await asAda(browser, `/rooms/${room.id}`);
  await expect(messages(page, "Pot 24.")).toBeVisible();
  await waitForHydration(page);
  // Before the server has let the page onto the room's channel, what it holds of the room hears of no change.
  const heard = page.waitForResponse(
    (reply) => reply.url().includes("/api/realtime/auth") && !!reply.request().postData()?.includes(room.id),
  );
  await findBox(page).fill(`-${word} is:mine`);
  await findBox(page).press("Enter");
  await expect(field(page)).toHaveValue(`-${word} is:mine`);
  await heard;

  let answer = () => {};
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route("**/api/chat/search?*", async (route) => {
    await asked;
    await route.continue();
  });
  await field(page).fill(word);
  await field(page).press("Enter");
  await expect(hits(page)).toHaveCount(25);
  await grace.deleteMessage(broken);
  await expect(hits(page)).toHaveCount(24);
  const read = hits(page).filter({ hasText: "Pot 12." });
  await read.evaluate((hit) => hit.scrollIntoView({ block: "start" }));
  const before = await read.boundingBox();
  answer();
  await expect(hits(page).filter({ hasText: "Another" })).toHaveCount(1);
  expect(Math.abs(((await read.boundingBox())?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(2);
  await expect(hits(page)).toHaveCount(25);

  await grace.remove(room, ada);
  await expect(hits(page)).toHaveText([/Another/]);
});

test("while old messages are still being made findable, the page says how many are, and no more when all are", async ({
  browser,
}) => {
  const database = await openDatabase(sharedServer());
  const setLeft = (left: number) =>
    database.run('UPDATE "SearchRoom" SET "todo" = ? WHERE "roomId" = ?', left, stage.room.id);
  const { page } = await asAda(browser, "/");
  const notice = page.getByText(/Older messages are still being made findable: \d+ % of \d+ are/);
  // The server may take the messages over in between, as it does each minute.
  await expect(async () => {
    expect(await setLeft(20)).toBe(1);
    await page.goto(address(stage.word));
    await expect(notice).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await setLeft(0);
  await database.close();
  await field(page).press("Enter");
  await expect(notice).toHaveCount(0);
  await expect(hits(page)).toHaveCount(20);
});
