// Rooms that were on screen stay in memory: returning to one needs no server, and missed changes are caught up with.
import type { Browser } from "@playwright/test";
import { expect, logIn, logOut, signedIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import { chatRow, distanceToEnd, goToChat, messages, openRoom, sendMany, timeline } from "@/tests/support/chat.ts";

const LOST = /ERR_|WebSocket|Failed to load resource|Failed to fetch RSC/;

/** Ada has opened two rooms with Grace; the second one is on screen. */
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
  const go = (name: string) => goToChat(ada.page, name);
  return { ...ada, grace, garden, kitchen, toGarden: () => go(names[0]), toKitchen: () => go(names[1]) };
}

test("without any connection one goes back and forth between rooms that were open", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(LOST);
  const { page, context, grace, garden, toGarden, toKitchen } = await inTwoRooms(browser);
  // The live connection is open, so messages written while she is in another room arrive.
  await grace.send(garden, "Heard live");
  await expect(messages(page, "Heard live")).toBeVisible();
  await toKitchen();
  await expect(messages(page, "Soup 3")).toBeVisible();
  // This message arrives while she is in another room.
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
  const { page, toKitchen, garden, kitchen, person } = await inTwoRooms(browser);
  await toKitchen();
  const linus = await register(person.server, uniqueName("linus"));
  await logOut(page);
  // From here on, everything that is drawn only for a moment is recorded.
  const watch = () => {
    const note = () => {
      const text = [...document.querySelectorAll("main, nav")].map((one) => one.textContent).join();
      if (/Rose \d|Soup \d/.test(text)) sessionStorage.setItem("seen", text);
    };
    new MutationObserver(note).observe(document, { childList: true, subtree: true, characterData: true });
  };
  await page.addInitScript(watch);
  await page.evaluate(watch);
  await logIn(page, linus);
  await expect(chatRow(page, "General")).toBeVisible();
  // The history leads over the log-in page, which redirects people who are signed in, and one step further.
  for (const [room, steps] of [
    [kitchen, -2],
    [garden, -1],
  ] as const) {
    await page.evaluate((count) => void setTimeout(() => history.go(count)), steps);
    await page.waitForURL(`**/rooms/${room.id}`);
    await expect(page.getByRole("button", { name: "Join room" })).toBeVisible();
  }
  expect(await page.evaluate(() => sessionStorage.getItem("seen"))).toBeNull();
});
