// A chat list that is longer than its first page.
import type { Browser, Page } from "@playwright/test";
import { expect, signedIn, test, uniqueName } from "@/tests/support/browser.ts";
import { type Person, register } from "@/tests/support/cast.ts";
import { chatList, chatRow } from "@/tests/support/chat.ts";

/** Ada is in a hundred and forty rooms of Grace's. The oldest has an unread message; `quiet` and `deep` have none. */
async function inManyRooms(browser: Browser) {
  const ada = await signedIn(browser, "ada", { at: "/settings" });
  const grace = await register(ada.person.server, uniqueName("grace"));
  const make = (name: string) => grace.createRoom({ kind: "PRIVATE", name, userIds: [ada.person.id] });
  const names = { waiting: uniqueName("Waiting"), quiet: uniqueName("Quiet"), deep: uniqueName("Deep") };
  const waiting = await make(names.waiting);
  await grace.send(waiting, "Since long ago");
  const quiet = await make(names.quiet);
  await make(names.deep);
  for (let n = 0; n < 14; n++) await Promise.all(Array.from({ length: 10 }, (_, i) => make(`Newer ${n}.${i}`)));
  await ada.page.goto("/settings");
  return { ...ada, grace, names, quiet };
}

const count = async (page: Page, unread: number, person: Person) =>
  expect(page, person.username).toHaveTitle(new RegExp(`^\\(${unread}\\) `));

test("Ada's list begins with a page; what is unread further down is in it, what is written there comes up, and the rest as she scrolls", async ({
  browser,
}) => {
  const { page, person, grace, names, quiet } = await inManyRooms(browser);
  await expect(chatRow(page, names.waiting)).toHaveCount(1);
  await count(page, 1, person);
  await expect(chatRow(page, names.quiet)).toHaveCount(0);
  await expect(chatRow(page, names.deep)).toHaveCount(0);

  await grace.send(quiet, "Not any more");
  await expect(chatRow(page, names.quiet)).toContainText("Not any more");
  await count(page, 2, person);
  await expect(chatRow(page, names.deep)).toHaveCount(0);

  await chatList(page).getByRole("button", { name: "Show older chats" }).scrollIntoViewIfNeeded();
  await expect(chatRow(page, names.deep)).toHaveCount(1);
  await count(page, 2, person);
});

test("Ctrl+K finds a chat that the list does not have yet, and opens it", async ({ browser }) => {
  const { page, names } = await inManyRooms(browser);
  await expect(chatRow(page, names.deep)).toHaveCount(0);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Go to" }).fill(names.deep);
  await page
    .getByRole("option")
    .filter({ hasText: `${names.deep}, ` })
    .click();
  await expect(page.getByRole("heading", { name: names.deep }).first()).toBeVisible();
  await expect(chatRow(page, names.deep)).toHaveCount(1);
});
