// Activity on screen: docs/decisions/058-activity.md, and docs/reliability.md D20.
import type { Browser, Page } from "@playwright/test";
import type { Message } from "@/lib/messages/schema.ts";
import type { Room } from "@/lib/rooms/schema.ts";
import { accessibilityFaults } from "@/tests/support/accessibility.ts";
import { expect, sharedServer, signedIn, signIn, test, uniqueName } from "@/tests/support/browser.ts";
import { type Person, register } from "@/tests/support/cast.ts";
import { allLoaded, chatList, messages, openRoom } from "@/tests/support/chat.ts";

type Stage = { page: Page; ada: Person; grace: Person; garden: Room; harbour: Room; mine: Message };

/** Ada with two rooms in which Grace writes, and nothing unread. */
async function twoRooms(browser: Browser): Promise<Stage> {
  const grace = await register(sharedServer(), uniqueName("grace"));
  const { page, person: ada } = await signedIn(browser, "ada", { at: "/settings" });
  const make = (name: string) => ada.createRoom({ kind: "PRIVATE", name: uniqueName(name), userIds: [grace.id] });
  const [garden, harbour] = [await make("Garden"), await make("Harbour")];
  const mine = await ada.send(garden, "Who waters the beans?");
  return { page, ada, grace, garden, harbour, mine };
}

const link = (page: Page) => chatList(page).getByRole("link", { name: /^Activity/ });
const entries = (page: Page) => page.locator("#main [data-entry]");

test("Ada sees from anywhere how much concerns her, and by keys alone goes through it, opens and ticks off", async ({
  browser,
}) => {
  const { page, ada, grace, garden, harbour, mine } = await twoRooms(browser);
  await allLoaded(page);
  await expect(link(page)).toHaveText("Activity");
  await grace.send(garden, "I do, every evening", { replyToId: mine.id });
  await expect(link(page)).toHaveText("Activity1 unread");
  await grace.send(harbour, `**Come** here @${ada.username}, quickly`);
  await grace.send(harbour, "@all the boat is in");
  await expect(link(page)).toHaveText("Activity3 unread");

  await link(page).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Activity", level: 1 })).toBeVisible();
  await expect(page).toHaveTitle(/Activity – Parley$/);
  await expect(page.getByRole("region", { name: harbour.name }).getByRole("listitem")).toHaveCount(2);
  await expect(page.getByRole("region", { name: garden.name }).getByRole("listitem")).toHaveCount(1);
  await expect(entries(page).nth(1)).toContainText(`Come here @${ada.username}, quickly`);
  await expect(entries(page).nth(1).locator("mark")).toHaveText(`@${ada.username}`);
  await expect(entries(page).first()).toBeFocused();
  expect(await accessibilityFaults(page)).toEqual([]);

  await page.keyboard.press("j");
  await expect(entries(page).nth(1)).toBeFocused();
  await page.keyboard.press("e");
  await expect(link(page)).toHaveText("Activity2 unread");
  await expect(entries(page).nth(1)).not.toContainText("Unread");
  await expect(entries(page).nth(2)).toBeFocused();
  await page.keyboard.press("k");
  await page.keyboard.press("ArrowUp");
  await expect(entries(page).first()).toBeFocused();

  await page.keyboard.press("Shift+E");
  await expect(link(page)).toHaveText("Activity");
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(link(page)).toHaveText("Activity2 unread");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toContainText("In Activity");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Unread", exact: true }).press("Enter");
  await expect(entries(page)).toHaveCount(2);
  await expect(page).toHaveURL(/unread=true/);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: garden.name })).toBeVisible();
  await expect(messages(page, "I do, every evening")).toBeVisible();
  await expect(link(page)).toHaveText("Activity1 unread");
  await page.goBack();
  await expect(entries(page)).toHaveCount(1);
});

test("a second device follows: what is read in the room, ticked off, edited out or deleted leaves both", async ({
  browser,
}) => {
  const { page, ada, grace, garden, harbour } = await twoRooms(browser);
  const other = await signIn(browser, ada, { at: "/activity" });
  await Promise.all([allLoaded(page), allLoaded(other.page)]);
  await expect(other.page.getByText("Nothing new")).toBeVisible();
  const first = await grace.send(garden, `@${ada.username} one`);
  const second = await grace.send(garden, `@${ada.username} two`);
  await grace.send(harbour, `@${ada.username} three`);
  await expect(entries(other.page)).toHaveCount(3);
  await expect(link(page)).toHaveText("Activity3 unread");
  await grace.deleteMessage(first);
  await grace.api.patch(`/api/chat/messages/${second.id}`, { body: "nobody" });
  await expect(entries(other.page)).toHaveCount(1);
  await expect(link(page)).toHaveText("Activity1 unread");
  await openRoom(page, harbour);
  await expect(messages(page, "three")).toBeVisible();
  for (const one of [page, other.page]) await expect(link(one)).toHaveText("Activity");
  await expect(entries(other.page).first()).not.toContainText("Unread");
  await expect(other.page.getByRole("button", { name: "Mark all as read" })).toBeDisabled();
});

test("a reaction is a dot and no number, and is seen once Activity or its message has been on screen", async ({
  browser,
}) => {
  const { page, grace, garden, mine } = await twoRooms(browser);
  await allLoaded(page);
  await grace.api.put(`/api/chat/messages/${mine.id}/reactions/${encodeURIComponent("🎉")}`);
  await expect(link(page)).toHaveText("Activity, something new");
  await link(page).click();
  await expect(entries(page)).toContainText("reacted 🎉 to your message");
  await expect(entries(page)).toContainText("Who waters the beans?");
  await expect(link(page)).toHaveText("Activity");
  await expect(entries(page)).toContainText("Unread");
  await entries(page).click();
  await expect(messages(page, "Who waters the beans?")).toBeVisible();

  await page.goto("/settings");
  await allLoaded(page);
  await grace.api.put(`/api/chat/messages/${mine.id}/reactions/${encodeURIComponent("👍")}`);
  await expect(link(page)).toHaveText("Activity, something new");
  await openRoom(page, garden);
  await expect(messages(page, "Who waters the beans?")).toBeInViewport();
  await expect(link(page)).toHaveText("Activity");
});

test("without a network what is ticked off waits, in both tabs, and is sent after a reload; the list says why it is old", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/ERR_INTERNET_DISCONNECTED|WebSocket/);
  const { page, ada, grace, garden } = await twoRooms(browser);
  for (const word of ["alder", "birch", "cedar"]) await grace.send(garden, `@${ada.username} ${word}`);
  await page.goto("/activity");
  const tab = await page.context().newPage();
  await tab.goto("/activity");
  await Promise.all([allLoaded(page), allLoaded(tab)]);
  await expect(link(page)).toHaveText(/3/);
  const unread = (at: Page, word: string) => entries(at).filter({ hasText: word });
  await page.context().setOffline(true);
  await unread(page, "cedar").focus();
  await page.keyboard.press("e");
  for (const one of [page, tab]) await expect(unread(one, "cedar")).not.toContainText("Unread");
  await expect(link(page)).toHaveText(/2/);
  await page.getByRole("button", { name: "Undo" }).click();
  for (const one of [page, tab]) await expect(unread(one, "cedar")).toContainText("Unread");
  await page.getByRole("button", { name: "Mark all as read" }).click();
  for (const one of [page, tab])
    for (const word of ["alder", "birch", "cedar"]) await expect(unread(one, word)).not.toContainText("Unread");
  await page.getByRole("button", { name: "Unread", exact: true }).click();
  await expect(page.getByText("Activity could not be loaded")).toBeVisible();

  // The tab that had done it is closed before there is a network, and another page of the app sends it.
  await page.close();
  await tab.close();
  await ada.api.get("/api/chat/activity/counts").then(({ body }) => expect(JSON.stringify(body)).toContain(":3"));
  await page.context().setOffline(false);
  const later = await page.context().newPage();
  await openRoom(later, { id: (await ada.createRoom()).id });
  await expect(link(later)).toHaveText("Activity");
});
