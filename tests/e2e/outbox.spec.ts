import type { BrowserContext, Page } from "@playwright/test";
import { expect, logIn, logOut, sharedServer, signedIn, signIn, test, uniqueName } from "@/tests/support/browser.ts";
import { type Person, register } from "@/tests/support/cast.ts";
import {
  goToChat,
  messageBox,
  messages,
  openRoom,
  sendMessage,
  timeline,
  waitForHydration,
} from "@/tests/support/chat.ts";

type Room = { id: string };

const sends = /\/api\/chat\/rooms\/\w+\/messages$/;
const unsent = (page: Page) => timeline(page).getByRole("article", { name: /^(Sending|Waiting to be sent|Not sent)/ });
const stored = async (person: Person, room: Room) =>
  (await person.fullHistory(room)).filter((one) => one.kind === "USER").map((one) => one.body);

/** The server answers everything but sends, until the returned function is called. */
async function holdSends(context: BrowserContext): Promise<() => Promise<void>> {
  await context.route(sends, (route) =>
    route.request().method() === "POST"
      ? route.fulfill({ status: 503, json: { error: { code: "unavailable", message: "Busy." } } })
      : route.continue(),
  );
  return () => context.unrouteAll();
}

async function write(page: Page, ...lines: string[]): Promise<void> {
  for (const line of lines) {
    await messageBox(page).fill(line);
    await messageBox(page).press("Enter");
    await expect(messages(page, line)).toHaveCount(1);
  }
}

async function aloneInARoom(browser: Parameters<typeof signedIn>[0]) {
  const ada = await signedIn(browser, "ada", { at: "/settings" });
  const room = await ada.person.createRoom({});
  await openRoom(ada.page, room);
  return { ...ada, room };
}

test("what was not sent survives a reload, is shown again, and goes in order", async ({ browser, allowErrors }) => {
  allowErrors(/503/);
  const { page, context, room, person } = await aloneInARoom(browser);
  const release = await holdSends(context);
  await write(page, "First", "Second", "Third");
  await page.reload();
  await waitForHydration(page);
  await expect(unsent(page)).toHaveCount(3);
  expect(await stored(person, room)).toEqual([]);
  await release();
  await page.reload();
  await waitForHydration(page);
  await expect(messages(page)).toHaveText([/First/, /Second/, /Third/]);
  await expect(unsent(page)).toHaveCount(0);
  expect(await stored(person, room)).toEqual(["First", "Second", "Third"]);
});

test("what a closed tab left is sent by the next one, from whatever page that opens at", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/503/);
  const { page, context, room, person } = await aloneInARoom(browser);
  const release = await holdSends(context);
  await write(page, "Left behind");
  await page.close();
  await release();
  const next = await context.newPage();
  await next.goto("/settings");
  await expect.poll(() => stored(person, room)).toEqual(["Left behind"]);
});

test("two tabs with the same unsent messages send each once", async ({ browser, allowErrors }) => {
  allowErrors(/503/);
  const { page, context, room, person } = await aloneInARoom(browser);
  const release = await holdSends(context);
  await write(page, "One", "Two");
  const tab = await context.newPage();
  await openRoom(tab, room);
  await expect(unsent(tab)).toHaveCount(2);
  await release();
  for (const one of [page, tab]) {
    await expect(unsent(one)).toHaveCount(0, { timeout: 40_000 });
    await expect(messages(one)).toHaveText([/One/, /Two/]);
  }
  expect(await stored(person, room)).toEqual(["One", "Two"]);
});

test("Discard in one tab takes the row out of the other, and nothing is sent", async ({ browser, allowErrors }) => {
  allowErrors(/503|422/);
  const { page, context, room, person } = await aloneInARoom(browser);
  await context.route(sends, (route) =>
    route.fulfill({ status: 422, json: { error: { code: "invalid", message: "Not this one." } } }),
  );
  await write(page, "Regretted");
  await expect(unsent(page)).toContainText("Not this one.");
  const tab = await context.newPage();
  await openRoom(tab, room);
  await expect(unsent(tab)).toContainText("Not this one.");
  await unsent(page).getByRole("button", { name: "Discard" }).click();
  await expect(unsent(tab)).toHaveCount(0);
  await context.unrouteAll();
  expect(await stored(person, room)).toEqual([]);
});

test("a refused message goes back into the message box to be changed", async ({ browser, allowErrors }) => {
  allowErrors(/422/);
  const { page, context, room, person } = await aloneInARoom(browser);
  await context.route(sends, (route) =>
    route.fulfill({ status: 422, json: { error: { code: "invalid", message: "Not like this." } } }),
  );
  await write(page, "Almost right");
  await unsent(page).getByRole("button", { name: "Edit" }).click();
  await expect(messageBox(page)).toHaveValue("Almost right");
  await expect(unsent(page)).toHaveCount(0);
  await context.unrouteAll();
  await messageBox(page).press("Enter");
  await expect.poll(() => stored(person, room)).toEqual(["Almost right"]);
});

test("logging out with unsent messages asks first, and whoever logs in next in that tab never sees or sends them", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/503/);
  const { page, context, room, person } = await aloneInARoom(browser);
  const grace = await register(sharedServer(), uniqueName("grace"));
  await grace.join(room);
  const release = await holdSends(context);
  await write(page, "Private until sent");
  await page.goto("/settings");
  await page.getByRole("button", { name: "Log out" }).click();
  const question = page.getByRole("alertdialog", { name: "Log out with unsent messages?" });
  await expect(question).toContainText("One message has not reached the server.");
  await question.getByRole("button", { name: "Log out" }).click();
  await page.waitForURL("**/login");
  await release();

  await logIn(page, grace);
  await goToChat(page, room.name);
  await expect(messages(page)).toHaveCount(0);
  await sendMessage(page, "Mine");
  await expect(unsent(page)).toHaveCount(0);
  expect(await stored(grace, room)).toEqual(["Mine"]);

  await logOut(page);
  await logIn(page, person);
  await expect.poll(() => stored(grace, room)).toEqual(["Mine", "Private until sent"]);
});

test("a tab that slept while somebody else logged in sends nothing under their name", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/503|401/);
  const { page, context, room, person } = await aloneInARoom(browser);
  const grace = await register(sharedServer(), uniqueName("grace"));
  await grace.join(room);
  const release = await holdSends(context);
  await write(page, "Only mine");
  const graces = await signIn(browser, grace, { at: "/settings" });
  const leaving = page.waitForRequest((request) => request.isNavigationRequest() && request.url().includes("/login"));
  await context.addCookies(await graces.context.cookies());
  await release();
  await leaving;
  await openRoom(page, room);
  await sendMessage(page, "From grace");
  expect(await stored(grace, room)).toEqual(["From grace"]);
  await logOut(page);
  await logIn(page, person);
  await expect.poll(() => stored(grace, room)).toEqual(["From grace", "Only mine"]);
});
