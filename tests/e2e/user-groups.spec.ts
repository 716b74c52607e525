// Groups of people: made in the settings, called in a message, and looked at by a press on their name.
import { expect, type Page } from "@playwright/test";
import { accessibilityFaults } from "@/tests/support/accessibility.ts";
import { signIn, test, uniqueName } from "@/tests/support/browser.ts";
import { type Cast, cast, register } from "@/tests/support/cast.ts";
import { allLoaded, chatRow, messageBox, messages, openRoom, waitForHydration } from "@/tests/support/chat.ts";
import { expectSuccess } from "@/tests/support/client.ts";
import { startServer, type TestServer } from "@/tests/support/server.ts";

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

let server: TestServer;
let people: Cast;
test.beforeAll(async () => {
  server = await startServer();
  people = await cast(server);
});
test.afterAll(() => server.stop());

const isAccessible = async (page: Page) => expect(await accessibilityFaults(page)).toEqual([]);
const rowOf = (page: Page, handle: string) =>
  page.getByRole("listitem").filter({ has: page.getByRole("button", { name: `Edit @${handle}` }) });

test("an administrator makes a group, others complete its name, and its members are called until it is deleted", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/status of (404|422)/);
  const { ada, grace, linus } = people;
  const room = await ada.createRoom({ name: "Studio", kind: "PRIVATE", userIds: [grace.id, linus.id] });
  const { page } = await signIn(browser, ada, { at: "/settings/groups" });
  await expect(page.getByText("No groups yet")).toBeVisible();
  await page.getByRole("button", { name: "New group" }).click();
  const dialog = page.getByRole("dialog", { name: "New group" });
  await dialog.getByLabel("Handle").fill("grace");
  await dialog.getByLabel("Name", { exact: true }).fill("Design team");
  // Enter chooses whom one has typed, and not who is first in the list until the server has answered.
  await dialog.getByRole("combobox", { name: /^People/ }).fill("grace");
  await dialog.getByRole("combobox", { name: /^People/ }).press("Enter");
  await expect(dialog.getByRole("button", { name: "Remove grace" })).toBeVisible();
  await isAccessible(page);
  await dialog.getByRole("button", { name: "Make group" }).click();
  await expect(dialog.getByText("That name is taken. Try another.")).toBeVisible();
  await expect(dialog.getByLabel("Handle")).toBeFocused();

  // Her page is open, and hears that she is in the group now.
  const hers = await signIn(browser, grace, { at: "/browse" });
  await allLoaded(hers.page);
  await dialog.getByLabel("Handle").fill("design");
  await dialog.getByRole("button", { name: "Make group" }).click();
  await expect(rowOf(page, "design")).toContainText("1 person · Design team");
  await isAccessible(page);

  // The name is completed, with how many people it stands for.
  const his = await signIn(browser, linus, { at: "/browse" });
  await openRoom(his.page, room);
  await messageBox(his.page).pressSequentially("@desi");
  await expect(his.page.getByRole("option", { name: /@design/ })).toContainText("Design team · 1 person");
  await isAccessible(his.page);
  await messageBox(his.page).press("Enter");
  await messageBox(his.page).pressSequentially("which blue?");
  await messageBox(his.page).press("Enter");
  await expect(messages(his.page, "which blue?")).toHaveCount(1);

  // It is a mention of her: in the list, in the message, and in Activity.
  await expect(chatRow(hers.page, "Studio")).toHaveAccessibleName(/mention/i);
  await openRoom(hers.page, room);
  const mention = messages(hers.page, "which blue?").getByText("@design", { exact: true });
  await expect(mention).toHaveClass(/bg-mention/);
  await hers.page.goto("/activity");
  await expect(hers.page.getByText("mentioned a group you are in")).toBeVisible();

  // A press on the name says who is in it, and on a person who they are.
  await messages(his.page, "which blue?").getByText("@design", { exact: true }).click();
  const card = his.page.getByRole("dialog", { name: "Members of @design" });
  await expect(card).toContainText("Design team");
  await isAccessible(his.page);
  await card.getByRole("button", { name: /@grace/ }).click();
  await expect(his.page.getByRole("dialog", { name: /^Profile of/ })).toContainText("@grace");
  await his.page.keyboard.press("Escape");

  // It is renamed and emptied, and deleted; what was written stays.
  await rowOf(page, "design").getByRole("button", { name: "Edit @design" }).click();
  const edit = page.getByRole("dialog", { name: "Edit @design" });
  await edit.getByRole("button", { name: "Remove Grace" }).click();
  await edit.getByLabel("Handle").fill("ux");
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(rowOf(page, "ux")).toContainText("0 people");
  await page.getByRole("button", { name: "Delete @ux" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete group" }).click();
  await expect(page.getByText("No groups yet")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Groups", level: 2 })).toBeFocused();
  await openRoom(hers.page, room);
  await expect(messages(hers.page, "which blue?").getByText("@design", { exact: true })).not.toHaveClass(/bg-mention/);
});

test("who is no administrator changes nothing there", async ({ browser }) => {
  const { page } = await signIn(browser, people.grace, { at: "/settings/groups" });
  await expect(page.getByText("Only administrators change groups")).toBeVisible();
  await expect(page.getByRole("link", { name: "Groups" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "New group" })).toHaveCount(0);
});

test("a group that tells more than fifty people is asked about first", async ({ browser }) => {
  const { ada } = people;
  const names = Array.from({ length: 51 }, () => uniqueName("one"));
  const userIds = (await Promise.all(names.map((name) => register(server, name)))).map(({ id }) => id);
  const room = await ada.createRoom({ name: "Hall", kind: "PRIVATE", userIds });
  await expectSuccess(ada.api.post("/api/chat/groups", { handle: "crowd", name: "Crowd", userIds }));
  const { page } = await signIn(browser, ada, { at: "/browse" });
  await openRoom(page, room);
  await messageBox(page).pressSequentially("@cro");
  await page.getByRole("option", { name: /@crowd/ }).click();
  await messageBox(page).pressSequentially("tea");
  await messageBox(page).press("Enter");
  const question = page.getByRole("alertdialog", { name: "Notify 51 people?" });
  await expect(question).toContainText("Your message mentions @crowd in Hall.");
  await page.keyboard.press("Escape");
  await expect(messageBox(page)).toHaveValue("@crowd tea");
  await messageBox(page).press("Enter");
  await question.getByRole("button", { name: "Send" }).click();
  await expect(messages(page, "tea")).toHaveCount(1);
});

test("on a phone the card of a group comes from below, and its people are large enough to press", async ({
  browser,
  allowErrors,
}) => {
  // No person has the name.
  allowErrors(/status of 404/);
  const { ada, grace } = people;
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
  await expectSuccess(ada.api.post("/api/chat/groups", { handle: "night", name: "Night shift", userIds: [ada.id] }));
  await ada.send(room, "Good morning, @night");
  const { page } = await signIn(browser, grace, { at: "/browse", ...PHONE });
  await openRoom(page, room);
  await waitForHydration(page);
  // What shows cards comes in an idle moment.
  await allLoaded(page);
  await messages(page, "Good morning").getByText("@night").tap();
  const sheet = page.getByRole("dialog", { name: "Members of @night" });
  const person = sheet.getByRole("button", { name: /@ada/ });
  await expect(person).toBeVisible();
  expect((await person.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await isAccessible(page);
});
