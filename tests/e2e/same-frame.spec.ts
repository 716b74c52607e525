// A room that is chosen is on screen in the same frame, whatever the network does, and messages that arrive meanwhile
// are shown once (docs/reliability.md D10).
import type { Page, Route } from "@playwright/test";
import { expect, sharedServer, signedIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import {
  allLoaded,
  chatRow,
  goToChat,
  messageBox,
  messages,
  openRoom,
  sendMany,
  timeline,
  waitForHydration,
} from "@/tests/support/chat.ts";

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });

/** Holds all replies to the page, until the returned function is called. */
async function holdNetwork(page: Page, isFree = (_url: string) => false): Promise<() => Promise<void>> {
  const held: Route[] = [];
  let isHolding = true;
  await page.route("**/*", (route) =>
    isHolding && !isFree(route.request().url()) ? void held.push(route) : route.continue(),
  );
  return async () => {
    isHolding = false;
    await Promise.all(held.map((route) => route.continue().catch(() => {})));
  };
}

test("a room that is chosen is there in the same frame, and takes the keys, while no request is answered", async ({
  browser,
}) => {
  const { page, person } = await signedIn(browser, "ada", { at: "/settings" });
  const here = await person.createRoom({ name: uniqueName("Here") });
  const there = await person.createRoom({ name: uniqueName("There") });
  await person.send(here, "Said here");
  await person.send(there, "Said there");
  await openRoom(page, here);
  // What writes the title comes once the page is usable.
  await allLoaded(page);
  const letGo = await holdNetwork(page);
  const atOnce = await chatRow(page, there.name).evaluate(async (link: HTMLElement) => {
    link.click();
    await Promise.resolve();
    return {
      heading: document.querySelector("#main h1")?.textContent,
      marked: link.getAttribute("aria-current"),
      path: location.pathname,
      focused: document.activeElement?.getAttribute("aria-label"),
    };
  });
  expect(atOnce).toEqual({
    heading: there.name,
    marked: "page",
    path: `/rooms/${there.id}`,
    focused: `Message ${there.name}`,
  });
  await page.keyboard.type("typed at once");
  await expect(messageBox(page)).toHaveValue("typed at once");
  await expect(page.getByRole("status", { name: "Loading the messages" })).toBeVisible();
  await expect(page.getByText("Said here")).toHaveCount(1);
  await expect(page).toHaveTitle(`${there.name} – Parley`);

  // Back and forward need no reply either: one room is cached, and the other is still loading.
  await page.goBack();
  await expect(heading(page, here.name)).toBeVisible();
  await expect(messages(page, "Said here")).toBeVisible();
  await expect(messageBox(page)).toHaveValue("");
  await page.goForward();
  await expect(messageBox(page)).toHaveValue("typed at once");
  await letGo();
  await expect(messages(page, "Said there")).toBeVisible();
  await expect(messageBox(page)).toHaveValue("typed at once");
  await expect(messageBox(page)).toBeFocused();
});

test("without a network a room that was never opened says so, sends later, and comes by itself", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/ERR_INTERNET_DISCONNECTED|WebSocket/);
  const { page, person, context } = await signedIn(browser, "ada", { at: "/settings" });
  const here = await person.createRoom({ name: uniqueName("Here") });
  const there = await person.createRoom({ name: uniqueName("There") });
  await person.send(there, "Said there");
  await openRoom(page, here);
  await allLoaded(page);
  await context.setOffline(true);
  await chatRow(page, there.name).click();
  await expect(heading(page, there.name)).toBeVisible();
  await expect(page.getByRole("alert").filter({ hasText: "You are offline" })).toBeVisible();
  await messageBox(page).fill("Written in the tunnel");
  await messageBox(page).press("Enter");
  await expect(timeline(page).getByRole("article", { name: /Written in the tunnel/ })).toBeVisible();
  await context.setOffline(false);
  await expect(messages(page, "Said there")).toBeVisible();
  await expect(timeline(page).getByRole("article", { name: /: Written in the tunnel/ })).toHaveCount(1);
  const stored = async () =>
    (await person.history(there)).messages.filter(({ body }) => body === "Written in the tunnel").length;
  await expect.poll(stored).toBe(1);
});

test("pages that need the server say that it cannot be reached, instead of giving way to the browser's error", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/ERR_INTERNET_DISCONNECTED|WebSocket/);
  const { page, person, context } = await signedIn(browser, "ada", { at: "/settings" });
  const room = await person.createRoom({ name: uniqueName("Here") });
  await openRoom(page, room);
  await page.getByRole("button", { name: /^Parley menu/ }).click();
  await expect(page.getByRole("menuitem", { name: "Settings" })).toBeVisible();
  // The toast library is loaded when the page is idle.
  await expect(page.getByLabel(/^Notifications/)).toBeAttached();
  await context.setOffline(true);
  await page.getByRole("menuitem", { name: "Settings" }).click();
  await expect(page.getByText("You are offline")).toBeVisible();
  await expect(heading(page, room.name)).toBeVisible();
  expect(new URL(page.url()).pathname).toBe(`/rooms/${room.id}`);
});

test("who was removed from a room does not come back to it with the back button", async ({ browser, allowErrors }) => {
  allowErrors(/status of 404/);
  const grace = await register(sharedServer(), uniqueName("grace"));
  const { page, person } = await signedIn(browser, "ada", { at: "/settings" });
  const own = await person.createRoom({ name: uniqueName("Own") });
  const secret = await grace.createRoom({ kind: "PRIVATE", name: uniqueName("Secret"), userIds: [person.id] });
  await grace.send(secret, "For members only");
  await openRoom(page, own);
  await goToChat(page, secret.name);
  await expect(messages(page, "For members only")).toBeVisible();
  await goToChat(page, own.name);
  await grace.remove(secret, person);
  await expect(chatRow(page, secret.name)).toHaveCount(0);
  await page.goBack();
  await expect(heading(page, "Room not found")).toBeVisible();
  await expect(page.getByText("For members only")).toHaveCount(0);
});

test("messages that come while a room loads are there once, in their order", async ({ browser }) => {
  const grace = await register(sharedServer(), uniqueName("grace"));
  const { page, person } = await signedIn(browser, "ada", { at: "/settings" });
  const own = await person.createRoom({ name: uniqueName("Own") });
  const busy = await grace.createRoom({ kind: "PRIVATE", name: uniqueName("Busy"), userIds: [person.id] });
  await sendMany(grace, busy, 2, "Before");
  await openRoom(page, own);
  // This event arrives, so the live connection delivers the next one too.
  await grace.send(busy, "Before 3");
  await expect(chatRow(page, busy.name)).toContainText("Before 3");
  // The live connection is not held.
  const letGo = await holdNetwork(page, (url) => url.includes("/api/realtime"));
  await chatRow(page, busy.name).click();
  await expect(page.getByRole("status", { name: "Loading the messages" })).toBeVisible();
  await sendMany(grace, busy, 3, "Meanwhile");
  await expect(chatRow(page, busy.name)).toContainText("Meanwhile 3");
  await letGo();
  await expect(messages(page, "Meanwhile 3")).toBeVisible();
  await waitForHydration(page);
  // The list draws the rows at its end first, and the others once it knows its height.
  const inOrder = [/Before 1/, /Before 2/, /Before 3/, /Meanwhile 1/, /Meanwhile 2/, /Meanwhile 3/];
  await expect(timeline(page).getByRole("article")).toHaveText(inOrder);
});
