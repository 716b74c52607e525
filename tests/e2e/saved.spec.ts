// Saving messages for later, and being reminded of them: docs/reliability.md Q4.
import type { Browser, Page } from "@playwright/test";
import { savedIdsReplySchema } from "@/lib/saved/ids-schema.ts";
import { savedReplySchema } from "@/lib/saved/schema.ts";
import { accessibilityFaults } from "@/tests/support/accessibility.ts";
import { expect, sharedServer, signedIn, signIn, test, uniqueName } from "@/tests/support/browser.ts";
import { type Person, register } from "@/tests/support/cast.ts";
import { allLoaded, chatList, chooseFromMenu, messages, openRoom } from "@/tests/support/chat.ts";
import { expectReply } from "@/tests/support/client.ts";
import { until } from "@/tests/support/until.ts";

const entries = (page: Page) => page.locator("#main [data-entry]");
const mark = (page: Page, text: string) => messages(page, text).getByRole("img", { name: "Saved for later" });
const deed = (page: Page, name: string) => page.locator("#main").getByRole("button", { name });
const savedBy = async (person: Person) =>
  (await expectReply(person.api.get("/api/chat/saved/ids"), savedIdsReplySchema)).messageIds;
const save = (person: Person, { id }: { id: string }, wish: object = {}) =>
  expectReply(person.api.put(`/api/chat/messages/${id}/saved`, wish), savedReplySchema);

/** Ada in a room in which Grace has written. */
async function inAGarden(browser: Browser) {
  const grace = await register(sharedServer(), uniqueName("grace"));
  const { page, person: ada, context } = await signedIn(browser, "ada", { at: "/settings" });
  const room = await ada.createRoom({ kind: "PRIVATE", name: uniqueName("Garden"), userIds: [grace.id] });
  const plan = await grace.send(room, "The **plan** for the beans");
  const order = await grace.send(room, "Order seeds");
  return { page, context, ada, grace, room, plan, order };
}

test("Ada saves by mouse, sees it in both of her tabs, and by keys alone goes through the list, ticks off and takes back", async ({
  browser,
}) => {
  const { page, ada, room, plan } = await inAGarden(browser);
  const other = await signIn(browser, ada, { at: "/saved" });
  await expect(other.page.getByText("Nothing to do")).toBeVisible();
  await openRoom(page, room);
  await allLoaded(page);
  const row = messages(page, "The plan");
  const before = await row.boundingBox();
  await row.hover();
  await page.getByRole("toolbar", { name: "Message actions" }).getByRole("button", { name: "Save for later" }).click();
  await expect(mark(page, "The plan")).toBeVisible();
  await expect(page.getByText("Saved for later.")).toBeVisible();
  expect(await row.boundingBox()).toEqual(before);
  await expect(entries(other.page)).toHaveCount(1);
  await expect(entries(other.page)).toContainText("The plan for the beans");
  await chooseFromMenu(page, "Order seeds", "Save for later");
  await expect(entries(other.page)).toHaveCount(2);

  await chatList(page).getByRole("link", { name: "Saved" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Saved", level: 1 })).toBeVisible();
  await expect(page).toHaveTitle(/Saved – Parley$/);
  await expect(entries(page).first()).toBeFocused();
  await expect(entries(page).first()).toContainText("Order seeds");
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press("j");
  await expect(entries(page).nth(1)).toBeFocused();
  await page.keyboard.press("k");
  await page.keyboard.press("e");
  await expect(entries(page)).toHaveCount(1);
  await expect(entries(page).first()).toBeFocused();
  await expect(entries(other.page)).toHaveCount(1);
  await page.getByRole("tab", { name: "Done" }).click();
  await expect(page).toHaveURL(/state=done/);
  await expect(entries(page)).toContainText(["Order seeds"]);
  await deed(page, "To do again").click();
  await expect(page.getByText("Nothing is done yet")).toBeVisible();
  await page.getByRole("tab", { name: "To do" }).click();
  await expect(entries(page)).toHaveCount(2);
  await deed(page, "Remove").first().click();
  await expect(entries(page)).toHaveCount(1);
  // What was done before offers its "Undo", too.
  const removed = page.getByRole("listitem").filter({ hasText: "Removed from saved." });
  await removed.getByRole("button", { name: "Undo" }).click();
  await expect(entries(page)).toHaveCount(2);

  await entries(page).filter({ hasText: "The plan" }).press("Enter");
  await expect(messages(page, "The plan")).toBeVisible();
  await chooseFromMenu(page, "The plan", "Remove from saved");
  await expect(mark(page, "The plan")).toHaveCount(0);
  await expect(entries(other.page)).toHaveCount(1);
  await until(async () => !(await savedBy(ada)).includes(plan.id), { what: "it is removed" });
});

test("Ada chooses when to be reminded; a time in the past is refused at its field", async ({ browser }) => {
  const { page, ada, room, plan } = await inAGarden(browser);
  await openRoom(page, room);
  await allLoaded(page);
  await chooseFromMenu(page, "The plan", "Remind me…");
  const dialog = page.getByRole("dialog", { name: "Remind me" });
  await expect(dialog.getByLabel("At another time")).toBeVisible();
  expect(await accessibilityFaults(page, { within: "[role=dialog]" })).toEqual([]);
  await dialog.getByLabel("At another time").fill("2020-01-01T09:00");
  await dialog.getByRole("button", { name: "Set this time" }).click();
  await expect(dialog.getByLabel("At another time")).toHaveAccessibleDescription("Choose a time in the future.");
  await expect(dialog.getByLabel("At another time")).toBeFocused();
  await dialog.getByRole("button", { name: "Tomorrow at 9:00" }).click();
  await expect(dialog).toBeHidden();
  await expect(mark(page, "The plan")).toBeVisible();
  await until(async () => (await savedBy(ada)).includes(plan.id), { what: "it is saved" });

  await chatList(page).getByRole("link", { name: "Saved" }).click();
  await expect(entries(page)).toContainText(/9:00/);
  await expect(entries(page)).toBeFocused();
  await page.keyboard.press("r");
  await expect(dialog).toContainText("You are reminded");
  await dialog.getByRole("button", { name: "Take the reminder away" }).click();
  await expect(entries(page)).not.toContainText(/9:00/);
});

test("a reminder comes while she is elsewhere, counts in Activity, and is over when the message is done", async ({
  browser,
}) => {
  const { page, ada, grace, plan } = await inAGarden(browser);
  await page.goto("/browse");
  await allLoaded(page);
  const activity = chatList(page).getByRole("link", { name: /^Activity/ });
  await expect(activity).toHaveText("Activity");
  await save(ada, plan, { remindAt: new Date().toISOString(), late: true });
  await expect(page.getByText(`Reminder: ${grace.user.displayName}`)).toBeVisible();
  await expect(activity).toHaveText("Activity1 unread");
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await expect(messages(page, "The plan")).toBeVisible();
  await expect(activity).toHaveText("Activity1 unread");
  await activity.click();
  await expect(entries(page).first()).toContainText("wrote what you wanted to be reminded of");
  await chatList(page).getByRole("link", { name: "Saved" }).click();
  await expect(entries(page)).toContainText("Reminder was due");
  await deed(page, "Done").click();
  await expect(activity).toHaveText("Activity");
});

test("by keys alone the focus goes on to the next entry when one is removed or done, and stays on the page after the last", async ({
  browser,
}) => {
  const { page, ada, plan, order } = await inAGarden(browser);
  for (const message of [plan, order]) await save(ada, message);
  await page.goto("/saved");
  await allLoaded(page);
  await expect(entries(page).filter({ hasText: "Order seeds" })).toBeFocused();
  await page.keyboard.press("Delete");
  await expect(entries(page)).toHaveCount(1);
  await expect(entries(page)).toBeFocused();
  await deed(page, "Done").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Nothing to do")).toBeVisible();
  await expect(page.getByRole("tabpanel")).toBeFocused();
});

test("what is saved without a network is marked at once and sent when there is one", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/ERR_INTERNET_DISCONNECTED|WebSocket/);
  const { page, context, ada, room, plan } = await inAGarden(browser);
  await openRoom(page, room);
  await allLoaded(page);
  // What saves comes with the first actions of a message that somebody has before them.
  await chooseFromMenu(page, "The plan", "Remind me…");
  await expect(page.getByRole("dialog", { name: "Remind me" }).getByLabel("At another time")).toBeVisible();
  await page.keyboard.press("Escape");
  await context.setOffline(true);
  await chooseFromMenu(page, "The plan", "Save for later");
  await expect(mark(page, "The plan")).toBeVisible();
  expect(await savedBy(ada)).toEqual([]);
  await context.setOffline(false);
  await until(async () => (await savedBy(ada)).includes(plan.id), { timeoutMs: 30_000, what: "it is saved" });
  await page.reload();
  await expect(mark(page, "The plan")).toBeVisible();
});

test("a list that cannot be loaded says so, and loads when asked again", async ({ browser, allowErrors }) => {
  allowErrors(/503/);
  const { page, context, ada, plan } = await inAGarden(browser);
  await save(ada, plan, { done: true });
  await page.goto("/saved");
  await context.route(/chat\/saved\?/, (route) =>
    route.fulfill({ status: 503, json: { error: { code: "unavailable", message: "Busy." } } }),
  );
  await page.getByRole("tab", { name: "Done" }).click();
  await expect(page.locator("#main").getByRole("alert")).toContainText("What you saved could not be loaded");
  await context.unrouteAll();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(entries(page)).toContainText(["The plan"]);
});
