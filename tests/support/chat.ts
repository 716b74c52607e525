// Helpers for browser tests of the chat, which find things by role and label.
import { expect, type Locator, type Page } from "@playwright/test";
import type { Person } from "./cast.ts";

type RoomRef = { id: string };

/** The list of rooms and direct chats. */
export const chatList = (page: Page): Locator => page.getByRole("navigation", { name: "Chats" });

/** A chat's row in the list; `title` is the room's name or the other person's. */
export const chatRow = (page: Page, title: string): Locator =>
  chatList(page)
    .getByRole("link")
    .filter({ hasText: `${title}, ` });

/** The search field above the list. */
export const findBox = (page: Page): Locator =>
  chatList(page).getByRole("combobox", { name: "Search people, rooms and messages" });

/** The message box. */
export const messageBox = (page: Page): Locator => page.getByRole("textbox", { name: /^Message / });

/** The conversation on screen. While the page hydrates there are two for a moment, of which the last one stays. */
export const timeline = (page: Page): Locator => page.getByRole("log").last();

/** Messages of the conversation whose text, author or time contains `text`. */
export const messages = (page: Page, text?: string | RegExp): Locator => {
  const all = timeline(page).getByRole("article");
  return text === undefined ? all : all.filter({ hasText: text });
};

/** Opens a room by its address and waits until its message box can be used. */
export async function openRoom(page: Page, room: RoomRef, query = ""): Promise<void> {
  await page.goto(`/rooms/${room.id}${query}`);
  await waitForHydration(page);
}

/** Opens a chat by its row in the list, and waits until the message box belongs to it. */
export async function goToChat(page: Page, title: string): Promise<void> {
  await chatRow(page, title).click();
  await expect(messageBox(page)).toHaveAccessibleName(`Message ${title}`);
  await waitForHydration(page);
}

/** Waits until the page has hydrated: the live list has replaced the server's static one. */
export async function waitForHydration(page: Page): Promise<void> {
  await expect(timeline(page)).not.toHaveCSS("flex-direction", "column-reverse");
  await expect(page.getByRole("log")).toHaveCount(1);
}

/** Waits until the page has loaded what it loads in idle moments. */
export async function allLoaded(page: Page): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByName("parley-all-loaded").length > 0);
}

const SENDS = /\/api\/chat\/rooms\/\w+\/messages$/;

/** Types and sends a message, and waits until the server has stored it. */
export async function sendMessage(page: Page, text: string): Promise<void> {
  await messageBox(page).fill(text);
  await expect(page.getByRole("button", { name: "Send" })).toBeEnabled();
  // Another tab of this browser may send the message, so the requests of the whole context are watched.
  const stored = page
    .context()
    .waitForEvent("response", (reply) => reply.request().method() === "POST" && SENDS.test(reply.url()) && reply.ok());
  await messageBox(page).press("Enter");
  await stored;
  await expect(messageBox(page)).toHaveValue("");
  await expect(timeline(page).getByRole("article", { name: /^(Sending|Waiting to be sent|Not sent)/ })).toHaveCount(0);
}

/** Opens a message's menu and chooses an action. */
export async function chooseFromMenu(page: Page, text: string, action: string): Promise<void> {
  const row = messages(page, text).last();
  await row.hover();
  await row.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: action, exact: true }).click();
}

/** How far the timeline is scrolled from its end, in px. */
export const distanceToEnd = (page: Page): Promise<number> =>
  timeline(page).evaluate((list) => list.scrollHeight - list.scrollTop - list.clientHeight);

/** The texts of all messages that the timeline has rendered, oldest first. */
export const drawnTexts = (page: Page): Promise<string[]> =>
  timeline(page)
    .getByRole("article")
    .evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label") ?? ""));

/** Scrolls through the whole room from its beginning and returns each message once, as its row is named. */
export async function readEverything(page: Page): Promise<string[]> {
  const list = timeline(page);
  // The list is first scrolled to its very top, because older pages are loaded on the way and keep the reader's scroll
  // position.
  const isAtTop = () =>
    list.evaluate(async (element) => {
      element.scrollTo(0, 0);
      for (let n = 0; n < 4; n++) await new Promise((done) => requestAnimationFrame(done));
      return element.scrollTop === 0;
    });
  const isAll = async () =>
    (await page.getByText(/^(This is where it began\.|Nothing has been written yet\. Say hello\.)$/).count()) > 0;
  await expect.poll(async () => (await isAtTop()) && (await isAll()) && (await isAtTop())).toBe(true);
  const seen = new Map<string, string>();
  for (;;) {
    const rows = await list
      .locator("[data-row]")
      .evaluateAll((all) => all.map((row) => [row.getAttribute("data-row"), row.textContent] as [string, string]));
    for (const [key, text] of rows) seen.set(key, text);
    const isAtEnd = await list.evaluate(async (element) => {
      const before = element.scrollTop;
      element.scrollBy(0, element.clientHeight * 0.8);
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      return element.scrollTop === before;
    });
    if (isAtEnd) break;
  }
  return [...seen].sort(([a], [b]) => Number(a) - Number(b)).map(([, text]) => text);
}

/** Sends `count` numbered messages through the API, one after the other, and returns their texts. */
export async function sendMany(person: Person, room: RoomRef, count: number, word = "Line"): Promise<string[]> {
  const texts = Array.from({ length: count }, (_, index) => `${word} ${index + 1}`);
  for (const text of texts) await person.send(room, text);
  return texts;
}
