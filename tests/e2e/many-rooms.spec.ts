// Rooms that were on screen stay in memory: going back needs no server, and what was missed is caught up with.
import type { Browser } from "@playwright/test";
import { expect, signedIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import { awake, chatRow, distanceToEnd, messages, openRoom, sendMany, timeline } from "@/tests/support/chat.ts";

const LOST = /ERR_|WebSocket|Failed to load resource|Failed to fetch RSC/;

/** Ada in two rooms with Grace, both of which were on screen; the second is now. */
async function inTwoRooms(browser: Browser) {
  const ada = await signedIn(browser, "ada", { at: "/settings" });
  const grace = await register(ada.person.server, uniqueName("grace"));
  const names = [uniqueName("Garden"), uniqueName("Kitchen")] as const;
  const garden = await grace.createRoom({ name: names[0] });
  const kitchen = await grace.createRoom({ name: names[1] });
  for (const room of [garden, kitchen]) await ada.person.join(room);
  await sendMany(grace, garden, 60, "Rose");
  await sendMany(grace, kitchen, 3, "Soup");
  await openRoom(ada.page, garden);
  await expect(messages(ada.page, "Rose 60")).toBeVisible();
  const go = async (name: string) => {
    await chatRow(ada.page, name).click();
    await expect(ada.page.getByRole("heading", { name, level: 1 })).toBeVisible();
    await awake(ada.page);
  };
  return { ...ada, grace, garden, kitchen, toGarden: () => go(names[0]), toKitchen: () => go(names[1]) };
}

test("without any connection one goes back and forth between rooms that were open", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(LOST);
  const { page, context, grace, garden, toGarden, toKitchen } = await inTwoRooms(browser);
  await toKitchen();
  await expect(messages(page, "Soup 3")).toBeVisible();
  // Heard of while elsewhere.
  await grace.send(garden, "A late rose");
  await expect(page.getByRole("navigation", { name: "Chats" }).getByText("A late rose")).toBeVisible();

  await context.setOffline(true);
  await toGarden();
  await expect(messages(page, "Rose 60")).toBeVisible();
  await expect(messages(page, "A late rose")).toBeInViewport();
  await toKitchen();
  await expect(messages(page, "Soup 3")).toBeVisible();
  await grace.send(garden, "Missed in the dark");
  await toGarden();
  await expect(messages(page, "A late rose")).toBeVisible();
  await expect(messages(page, "Missed in the dark")).toHaveCount(0);
  await context.setOffline(false);
  await expect(messages(page, "Missed in the dark")).toHaveCount(1, { timeout: 25_000 });
  await expect(messages(page, "A late rose")).toHaveCount(1);
});

test("one comes back to the place that one left", async ({ browser }) => {
  const { page, toGarden, toKitchen } = await inTwoRooms(browser);
  await messages(page, "Rose 60").hover();
  await page.mouse.wheel(0, -1200);
  await expect.poll(() => distanceToEnd(page)).toBeGreaterThan(1000);
  const first = () =>
    timeline(page).evaluate((list) => {
      const top = list.getBoundingClientRect().top;
      const rows = [...list.querySelectorAll("[role=article]")];
      return rows.find((row) => row.getBoundingClientRect().bottom > top + 1)?.getAttribute("aria-label");
    });
  const before = await first();
  await toKitchen();
  await expect(messages(page, "Soup 3")).toBeVisible();
  await toGarden();
  await expect.poll(first).toBe(before);
});

test("whoever logs in after Ada in the same tab finds nothing of hers, also not with the back button", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/401|404/);
  const { page, toKitchen, garden, person } = await inTwoRooms(browser);
  await toKitchen();
  const linus = await register(person.server, uniqueName("linus"));
  await page.getByRole("button", { name: new RegExp(person.username) }).click();
  await page.getByRole("menuitem", { name: "Log out" }).click();
  await page.waitForURL("**/login*");
  // From here on, whatever is drawn for a moment only is noted.
  const watch = () => {
    const note = () => {
      const text = [...document.querySelectorAll("main, nav")].map((one) => one.textContent).join();
      if (/Rose \d|Soup \d/.test(text)) sessionStorage.setItem("seen", text);
    };
    new MutationObserver(note).observe(document, { childList: true, subtree: true, characterData: true });
  };
  await page.addInitScript(watch);
  await page.evaluate(watch);
  await page.getByLabel("Username").fill(linus.username);
  await page.getByLabel("Password", { exact: true }).fill(linus.password);
  await page.getByRole("button", { name: /^log in$/i }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/login"));
  const visited: string[] = [];
  for (let n = 0; n < 4; n++) {
    await page.goBack();
    await page.waitForLoadState("networkidle");
    visited.push(new URL(page.url()).pathname);
  }
  // The premise: the way back led to her rooms.
  expect(visited).toContain(`/rooms/${garden.id}`);
  expect(await page.evaluate(() => sessionStorage.getItem("seen"))).toBeNull();
});
