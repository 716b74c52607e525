// docs/reliability.md D21: what a person sets for themselves in a chat, on their devices.
import type { Locator, Page } from "@playwright/test";
import { MUTED_FOR_EVER } from "@/lib/rooms/member-settings.ts";
import { expect, sharedServer, signedIn, signIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import { allLoaded, chatList, chatRow, messageBox, openRoom, waitForHydration } from "@/tests/support/chat.ts";

const section = (page: Page, name: string) => chatList(page).getByRole("region", { name });
/** The addresses of the chats in a section, in its order. */
const listed = (page: Page, name: string) =>
  section(page, name)
    .getByRole("link")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
const addresses = (...rooms: { id: string }[]) => rooms.map(({ id }) => `/rooms/${id}`);

async function chooseInMenu(page: Page, title: string, action: string): Promise<void> {
  await chatRow(page, title).click({ button: "right" });
  await page
    .getByRole("menu", { name: `More for ${title}` })
    .getByRole("menuitem", { name: action })
    .click();
}

/** Drags a row below another, and drops it once the place is marked. */
async function dragBelow(page: Page, row: Locator, target: Locator): Promise<void> {
  await row.hover();
  await page.mouse.down();
  const box = await target.boundingBox();
  const [x, y] = [(box?.x ?? 0) + 80, (box?.y ?? 0) + (box?.height ?? 0) - 6];
  let step = 0;
  await expect
    .poll(async () => {
      await page.mouse.move(x + (step++ % 2), y);
      return target.locator("xpath=..").evaluate((item) => item.style.boxShadow);
    })
    .not.toBe("");
  await page.mouse.up();
}

/** Ada on two devices, with an empty room on screen, and a direct chat with Grace in which one message is unread. */
async function twoDevices(browser: Parameters<typeof signedIn>[0]) {
  const grace = await register(sharedServer(), uniqueName("grace"));
  const laptop = await signedIn(browser, "ada", { at: "/settings" });
  // Other tests write there.
  await laptop.person.setInRoom(await laptop.person.general(), { mutedUntil: MUTED_FOR_EVER });
  const home = await laptop.person.createRoom({ name: uniqueName("Home") });
  const chat = await grace.directWith(laptop.person);
  await grace.send(chat, "Hello");
  await openRoom(laptop.page, home);
  const phone = await signIn(browser, laptop.person, { at: `/rooms/${home.id}` });
  await waitForHydration(phone.page);
  await allLoaded(laptop.page);
  await allLoaded(phone.page);
  return { ada: laptop.person, grace, chat, home, laptop: laptop.page, phone: phone.page };
}

test("what ada mutes on one device is quiet on the other, but for mentions, until the mute is over", async ({
  browser,
}) => {
  const { ada, grace, chat, laptop, phone } = await twoDevices(browser);
  await expect(phone).toHaveTitle(/^\(1\) /);
  await chooseInMenu(laptop, grace.username, "Mute…");
  await laptop.getByRole("dialog").getByRole("button", { name: "For 1 hour" }).click();
  for (const page of [laptop, phone]) {
    await expect(chatRow(page, grace.username)).toContainText("muted");
    await expect(page).not.toHaveTitle(/^\(/);
  }
  await grace.send(chat, `Nothing for @nobody`);
  await expect(chatRow(phone, grace.username)).toContainText("2 unread messages");
  await expect(phone).not.toHaveTitle(/^\(/);
  await phone.getByRole("button", { name: "Unread chats only" }).click();
  await expect(chatRow(phone, grace.username)).toHaveCount(0);
  await grace.send(chat, `@${ada.username} look`);
  await expect(phone).toHaveTitle(/^\(1\) /);
  await expect(chatRow(phone, grace.username)).toContainText("You are mentioned");

  await ada.setInRoom(chat, { mutedUntil: new Date(Date.now() + 2000).toISOString() });
  for (const page of [laptop, phone]) {
    await expect(page).toHaveTitle(/^\(3\) /);
    await expect(chatRow(page, grace.username)).not.toContainText("muted");
  }
});

test("favourites have a section of their own, and an order by keys and by dragging that the other device follows", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/ERR_INTERNET_DISCONNECTED|WebSocket/);
  const { ada, grace, chat, home, laptop, phone } = await twoDevices(browser);
  const garden = await ada.createRoom({ name: uniqueName("Garden") });
  await ada.setInRoom(home, { favouriteOrder: 1 });
  await ada.setInRoom(garden, { favouriteOrder: 2 });
  for (const page of [laptop, phone])
    await expect.poll(() => listed(page, "Favourites")).toEqual(addresses(home, garden));

  // The code of what a row can do comes with the pointer.
  await chatRow(laptop, grace.username).hover();
  await laptop.waitForLoadState("networkidle");
  await laptop.context().setOffline(true);
  await chooseInMenu(laptop, grace.username, "Add to favourites");
  await expect.poll(() => listed(laptop, "Favourites")).toEqual(addresses(home, garden, chat));
  const row = chatRow(laptop, grace.username);
  await row.focus();
  await laptop.keyboard.press("Control+Shift+ArrowUp");
  await expect(laptop.getByText(`${grace.username} is now 2 of 3`)).toHaveCount(1);
  await expect(row).toBeFocused();
  await laptop.keyboard.press("Control+Shift+ArrowUp");
  await expect.poll(() => listed(laptop, "Favourites")).toEqual(addresses(chat, home, garden));
  await expect(row).toBeFocused();
  await laptop.context().setOffline(false);
  await expect.poll(() => listed(phone, "Favourites"), { timeout: 30_000 }).toEqual(addresses(chat, home, garden));

  await dragBelow(phone, chatRow(phone, grace.username), chatRow(phone, garden.name));
  await expect.poll(() => listed(laptop, "Favourites")).toEqual(addresses(home, garden, chat));
  await laptop.reload();
  await expect.poll(() => listed(laptop, "Favourites")).toEqual(addresses(home, garden, chat));
});

test("the unread filter, a folded section, a draft and what a row can do are there by keyboard", async ({
  browser,
}) => {
  const { grace, home, laptop: page } = await twoDevices(browser);
  const row = chatRow(page, grace.username);
  await row.click();
  await expect(messageBox(page)).toHaveAccessibleName(`Message ${grace.username}`);
  await messageBox(page).fill("half a\nthought");
  await chatRow(page, home.name).click();
  await expect(row).toContainText("Draft: half a thought");

  await page.getByRole("button", { name: "Unread chats only" }).press("Enter");
  await expect(row).toHaveCount(0);
  await expect(chatList(page).getByText("No unread chats")).toBeVisible();
  await page.getByRole("button", { name: "Show all chats" }).press("Enter");

  await row.focus();
  await page.keyboard.press("Shift+F10");
  const menu = page.getByRole("menu", { name: `More for ${grace.username}` });
  await expect(menu).toBeVisible();
  await menu.getByRole("menuitem", { name: "Mark as unread" }).press("Enter");
  await expect(row).toContainText("1 unread message");

  const fold = chatList(page).getByRole("button", { name: "Direct chats", exact: true });
  await fold.press("Enter");
  await expect(row).toBeHidden();
  await expect(section(page, "Direct chats")).toContainText("1 unread");
  await page.reload();
  await expect(fold).toHaveAttribute("aria-expanded", "false");
  await expect(row).toBeHidden();
  await fold.press("Enter");
  await expect(row).toContainText("Draft: half a thought");
});

test("level and mute are in the details of a chat, too", async ({ browser }) => {
  const { ada, grace, chat, laptop: page } = await twoDevices(browser);
  await page.goto(`/rooms/${chat.id}?panel=details`);
  const details = page.getByRole("complementary", { name: "People" });
  await details.getByRole("radio", { name: "Mentions" }).click();
  await expect(details.getByRole("radio", { name: "Mentions" })).toBeChecked();
  await details.getByRole("button", { name: "Mute…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Until I turn it back on" }).click();
  await expect(details.getByRole("button", { name: "Unmute" })).toBeVisible();
  await expect(chatRow(page, grace.username)).toContainText("muted");
  await expect
    .poll(async () => (await ada.room(chat)).settings)
    .toEqual({
      level: "MENTIONS",
      mutedUntil: MUTED_FOR_EVER,
      favouriteOrder: null,
    });
});
