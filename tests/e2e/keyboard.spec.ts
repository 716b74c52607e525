import type { Page } from "@playwright/test";
import { expect, signedIn, test, uniqueName } from "@/tests/support/browser.ts";
import { PASSWORD, register } from "@/tests/support/cast.ts";
import {
  chatList,
  chatRow,
  findBox,
  messageBox,
  messages,
  openRoom,
  sendMany,
  timeline,
  waitForHydration,
} from "@/tests/support/chat.ts";
import { openDatabase } from "@/tests/support/database.ts";
import { startServer, type TestServer } from "@/tests/support/server.ts";

/** More Tab steps than any page here needs. */
const TABS_MAX = 100;

/**
 * The server is not shared, because on the shared one every new person adds a row to Tab past, and moves General among
 * the chats.
 */
let server: TestServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(() => server.stop());

/** Presses Tab until the focused element is called `name`. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let n = 0; n < TABS_MAX; n++) {
    const focused = page.locator(":focus");
    if ((await focused.count()) > 0 && name.test(await nameOf(page))) return;
    passed.push(await nameOf(page));
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${name}; it passes ${passed.join(" · ")}`);
}

const nameOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement & { labels?: NodeListOf<HTMLElement> };
    return (element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent ?? "").trim();
  });

test("from the log-in to the settings and out again, without a pointer", async ({ page }) => {
  const ada = await register(server, uniqueName("ada"));
  const room = await ada.createRoom({ name: uniqueName("Keys") });
  const grace = await register(server, uniqueName("grace"));
  await grace.join(room);
  await grace.send(room, "Can you answer by keyboard?");

  await page.goto(`${server.url}/login`);
  await expect(page.getByLabel("Username")).toBeFocused();
  await page.keyboard.type(ada.username);
  await page.keyboard.press("Tab");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(chatList(page)).toBeVisible();

  await test.step("opens a room by the switcher and writes", async () => {
    await waitForHydration(page);
    await expect(messageBox(page)).toBeFocused();
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("combobox", { name: "Go to" })).toBeFocused();
    await page.keyboard.type(room.name);
    await expect(page.getByRole("option", { selected: true })).toContainText(room.name);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: room.name, level: 1 })).toBeVisible();
    await expect(messageBox(page)).toBeFocused();
    await page.keyboard.type("Certianly");
    await page.keyboard.press("Enter");
    await expect(messages(page, "Certianly")).toBeVisible();
  });

  await test.step("edits the last message with ↑", async () => {
    await expect(timeline(page).getByRole("article", { name: /^Sending/ })).toHaveCount(0);
    await page.keyboard.press("ArrowUp");
    const field = page.getByRole("textbox", { name: "Edit message" });
    await expect(field).toBeFocused();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("Certainly");
    await page.keyboard.press("Enter");
    await expect(messages(page, "Certainly")).toContainText("edited");
    await expect(messageBox(page)).toBeFocused();
  });

  await test.step("goes up into the messages and answers one", async () => {
    await page.keyboard.press("Shift+Tab");
    await expect(timeline(page).locator(":focus")).toHaveCount(1);
    while (!(await nameOf(page)).includes("Certainly")) await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("ArrowUp");
    await expect.poll(() => nameOf(page)).toContain("Can you answer by keyboard?");
    await tabTo(page, /^Reply$/);
    await page.keyboard.press("Enter");
    await expect(messageBox(page)).toBeFocused();
    await page.keyboard.type("Without touching anything else");
    await page.keyboard.press("Enter");
    await expect(messages(page, "Without touching anything else")).toContainText("Can you answer by keyboard?");
  });

  const own = uniqueName("Typed");
  await test.step("creates a room", async () => {
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("combobox", { name: "Go to" })).toBeFocused();
    await page.keyboard.type("Create a room");
    await expect(page.getByRole("option", { name: "Create a room", selected: true })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog", { name: "Create a room" }).getByLabel("Name")).toBeFocused();
    await page.keyboard.type(own);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: own, level: 1 })).toBeVisible();
    await expect(messageBox(page)).toBeFocused();
  });

  await test.step("leaves the other room", async () => {
    await page.keyboard.press("Alt+ArrowDown");
    await expect(page.getByRole("heading", { name: room.name, level: 1 })).toBeVisible();
    await tabTo(page, /^Room details$/);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Room details" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("complementary", { name: "Room details" })).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Room details" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Room details" })).toBeFocused();
    await tabTo(page, /^Leave room$/);
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("alertdialog");
    await expect(dialog).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    await expect(chatRow(page, room.name)).toBeVisible();
  });

  await test.step("changes the status and logs out", async () => {
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("combobox", { name: "Go to" })).toBeFocused();
    await page.keyboard.type("Settings");
    await expect(page.getByRole("option", { name: "Settings", selected: true })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Profile" })).toBeVisible();
    await tabTo(page, /^Status/);
    await page.keyboard.type("No mouse today");
    await page.keyboard.press("Enter");
    // A toast stays for as long as the pointer is over it; whoever comes past it by Tab goes on.
    await page.getByText("Your profile is saved.").hover();
    await tabTo(page, /^Your profile is saved/);
    await page.keyboard.press("Tab");
    expect(await nameOf(page)).not.toMatch(/^Status/);
    await page.mouse.move(0, 0);
    await tabTo(page, /^Log out$/);
    await page.keyboard.press("Enter");
    await expect(page.getByLabel("Username")).toBeFocused();
  });
});

test("somebody who is not the last owner leaves a room by the keyboard alone", async ({ browser, allowErrors }) => {
  allowErrors(/404/);
  const ada = await signedIn(browser, "ada", { server, at: "/settings" });
  const grace = await register(server, uniqueName("grace"));
  const room = await grace.createRoom({});
  await ada.person.join(room);
  await openRoom(ada.page, room);
  await tabTo(ada.page, /^Room details$/);
  await ada.page.keyboard.press("Enter");
  await tabTo(ada.page, /^Leave room$/);
  await ada.page.keyboard.press("Enter");
  await tabTo(ada.page, /^Leave room$/);
  await ada.page.keyboard.press("Enter");
  await expect(chatRow(ada.page, room.name)).toHaveCount(0);
});

test("the switcher gives the focus back to where it was when it is closed", async ({ browser }) => {
  const ada = await signedIn(browser, "ada", { server, at: "/settings" });
  await openRoom(ada.page, await ada.person.createRoom({}));
  await messageBox(ada.page).fill("In the middle of a");
  await ada.page.keyboard.press("Control+k");
  await expect(ada.page.getByRole("combobox", { name: "Go to" })).toBeFocused();
  await ada.page.keyboard.press("Escape");
  await expect(messageBox(ada.page)).toBeFocused();
  await ada.page.keyboard.type(" word");
  await expect(messageBox(ada.page)).toHaveValue(/word/);
});

test("what the server finds comes below what is chosen; Enter alone searches the messages", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/ERR_/);
  const ada = await signedIn(browser, "ada", { server, at: "/settings" });
  const grace = await register(server, uniqueName("grace"));
  const name = uniqueName("Kiln");
  const own = await ada.person.createRoom({ name: `${name} of ours` });
  const other = await grace.createRoom({ name });
  await openRoom(ada.page, await ada.person.createRoom({}));
  let answer = () => {};
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await ada.page.route("**/api/chat/find?*", async (route) => {
    await asked;
    await route.continue();
  });
  const options = chatList(ada.page).getByRole("option");
  await findBox(ada.page).fill(name);
  await expect(options).toHaveText([`Messages with “${name}”↵`, new RegExp(own.name)]);
  await expect(findBox(ada.page)).not.toHaveAttribute("aria-activedescendant");
  await ada.page.keyboard.press("ArrowDown");
  await expect(options.nth(1)).toHaveAttribute("aria-selected", "true");
  answer();
  // Its name is the better match, but whoever has chosen already has chosen.
  await expect(options).toHaveText([/^Messages/, new RegExp(own.name), new RegExp(`^${other.name}, room.*Join$`)]);
  await expect(options.nth(1)).toHaveAttribute("aria-selected", "true");
  await ada.page.keyboard.press("Enter");
  await expect(ada.page.getByRole("heading", { name: own.name, level: 1 })).toBeVisible();
  await expect(findBox(ada.page)).toHaveValue("");

  await test.step("says when only the own chats could be searched", async () => {
    await ada.page.unroute("**/api/chat/find?*");
    await ada.page.route("**/api/chat/find?*", (route) => route.abort());
    await findBox(ada.page).fill(name);
    await expect(chatList(ada.page).getByRole("alert")).toContainText("You are offline");
    await expect(options).toHaveCount(2);
    await ada.page.unroute("**/api/chat/find?*");
    await chatList(ada.page).getByRole("button", { name: "Try again" }).click();
    await expect(options).toHaveCount(3);
    await findBox(ada.page).press("Escape");
    await expect(findBox(ada.page)).toHaveValue("");
    await expect(chatRow(ada.page, own.name)).toBeVisible();
  });

  await findBox(ada.page).fill("tea & toast");
  await findBox(ada.page).press("Enter");
  await expect(ada.page).toHaveURL(/\/search\?q=tea\+%26\+toast$/);
});

test("Ctrl+F searches the room on screen and gives the focus back; pressed again it is the browser's", async ({
  browser,
}) => {
  const { page, person } = await signedIn(browser, "ada", { server, at: "/settings" });
  const room = await person.createRoom({});
  for (const body of ["The kettle is on", "Tea at four", "More tea"]) await person.send(room, body);
  await openRoom(page, room);
  await messageBox(page).fill("Half a sen");
  const field = page.getByRole("searchbox", { name: "Search in this room" });
  const press = async () => {
    await page.evaluate(() => {
      document.body.removeAttribute("data-own");
      window.addEventListener("keydown", ({ key, defaultPrevented }) => {
        if (key === "f") document.body.setAttribute("data-own", `${defaultPrevented}`);
      });
    });
    await page.keyboard.press("Control+f");
  };
  // The code of the search is loaded in an idle moment.
  await expect(async () => {
    await press();
    await expect(field).toBeFocused({ timeout: 1000 });
  }).toPass();
  await page.keyboard.type("tea");
  await expect(page.getByRole("search", { name: "Search in this room" })).toContainText("1 of 2");
  await press();
  await expect(page.locator("body")).toHaveAttribute("data-own", "false");
  await expect(field).toHaveValue("tea");
  await page.keyboard.press("Escape");
  await expect(field).toHaveCount(0);
  await expect(messageBox(page)).toBeFocused();
  await page.getByRole("button", { name: "Search in this room" }).click();
  await expect(field).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Search in this room" })).toBeFocused();
});

test("? lists the shortcuts, except where it is typed", async ({ browser }) => {
  const ada = await signedIn(browser, "ada", { server, at: "/browse" });
  await ada.page.getByRole("searchbox", { name: "Find a room" }).fill("What");
  await ada.page.keyboard.press("?");
  await expect(ada.page.getByRole("searchbox", { name: "Find a room" })).toHaveValue("What?");
  await expect(ada.page.getByRole("dialog")).toHaveCount(0);
  await ada.page.getByRole("main").focus();
  await ada.page.keyboard.press("?");
  const dialog = ada.page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(dialog).toContainText("Find people, rooms and messages");
  await ada.page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
});

test("what is typed where nothing takes it is written in the message box", async ({ browser }) => {
  const ada = await signedIn(browser, "ada", { at: "/settings" });
  const room = await ada.person.createRoom({ name: uniqueName("Keys") });
  await openRoom(ada.page, room);
  await expect(messageBox(ada.page)).not.toBeFocused();
  await ada.page.keyboard.type("Straight away");
  await expect(messageBox(ada.page)).toHaveValue("Straight away");
  // Where an element handles Escape itself, the focus stays there.
  await findBox(ada.page).fill("gr");
  await ada.page.keyboard.type("ace");
  await ada.page.getByRole("button", { name: "Emoji", exact: true }).focus();
  await ada.page.keyboard.type("x");
  await expect(messageBox(ada.page)).toHaveValue("Straight away");
});

test("the first Tab offers to skip the list, and what has the focus is always seen", async ({ browser }) => {
  const ada = await signedIn(browser, "ada", { server, at: "/settings" });
  const room = await ada.person.createRoom({});
  await ada.person.send(room, "See [a link](https://example.org) here");
  await openRoom(ada.page, room);
  await ada.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await ada.page.keyboard.press("Tab");
  await expect(ada.page.getByRole("link", { name: "Skip to the conversation" })).toBeFocused();
  const unseen: string[] = [];
  for (let n = 0; n < 30; n++) {
    const fault = await ada.page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      if (element === document.body) return null;
      const style = getComputedStyle(element);
      const isIn = (one: CSSStyleDeclaration) =>
        (one.outlineStyle !== "none" && Number.parseFloat(one.outlineWidth) > 0) || one.boxShadow !== "none";
      // A field inside of a frame highlights the frame.
      let isMarked = false;
      for (let one: HTMLElement | null = element, up = 0; one && up < 4; one = one.parentElement, up++)
        if (isIn(getComputedStyle(one))) isMarked = true;
      const box = element.getBoundingClientRect();
      const isOnScreen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
      const name = element.getAttribute("aria-label") ?? element.textContent ?? element.tagName;
      return isMarked && isOnScreen && style.visibility === "visible" ? null : name;
    });
    if (fault !== null) unseen.push(fault);
    await ada.page.keyboard.press("Tab");
  }
  expect(unseen).toEqual([]);
});

test("Alt with ↑ and ↓ walks through the chats, with Shift through the unread ones", async ({ browser }) => {
  const ada = await signedIn(browser, "ada", { server, at: "/settings" });
  const grace = await register(server, uniqueName("grace"));
  const first = await grace.createRoom({});
  const second = await grace.createRoom({});
  for (const room of [first, second]) await ada.person.join(room);
  await openRoom(ada.page, second);
  await ada.page.keyboard.press("Alt+ArrowDown");
  await expect(ada.page.getByRole("heading", { name: first.name, level: 1 })).toBeVisible();
  await ada.page.keyboard.press("Alt+ArrowUp");
  await expect(ada.page.getByRole("heading", { name: second.name, level: 1 })).toBeVisible();
  const direct = await grace.directWith(ada.person);
  await grace.send(direct, "Over here");
  await expect(chatRow(ada.page, grace.username)).toContainText("1 unread message");
  await ada.page.keyboard.press("Alt+Shift+ArrowDown");
  await expect(messages(ada.page, "Over here")).toBeVisible();
});

test("ada jumps to a day as her zone has it, and is told when nothing was written on it", async ({ browser }) => {
  const grace = await register(server, uniqueName("grace"));
  const room = await grace.createRoom({});
  // In Kiritimati, 14 hours ahead, the second of them was written on the 11th.
  const times = ["2026-03-10T09:00:00.000Z", "2026-03-10T11:00:00.000Z", "2026-03-14T12:00:00.000Z"];
  await sendMany(grace, room, 80, "Day");
  const stored = await grace.fullHistory(room);
  const database = await openDatabase(server);
  for (const { id, seq } of stored) {
    const time = new Date(times[seq < 20 ? 0 : seq < 60 ? 1 : 2] as string);
    await database.run(
      'UPDATE "Message" SET "createdAt" = ? WHERE "id" = ?',
      time.toISOString().replace("Z", "+00:00"),
      id,
    );
  }
  await database.run('UPDATE "Room" SET "createdAt" = ? WHERE "id" = ?', "2026-03-01T00:00:00.000+00:00", room.id);
  await database.close();
  const ada = await signedIn(browser, "ada", { server, at: "/settings", timezoneId: "Pacific/Kiritimati" });
  await ada.person.join(room);
  await openRoom(ada.page, room);
  await ada.page.getByRole("button", { name: "Room details" }).click();
  const jump = ada.page.getByRole("region", { name: "Jump to a date" });
  await jump.getByLabel("Jump to a date").fill("2026-03-11");
  await jump.getByRole("button", { name: "Go" }).click();
  const first = stored.find(({ seq }) => seq === 20)?.body as string;
  await expect(messages(ada.page, new RegExp(`${first}$`))).toBeInViewport();
  await expect(jump.getByRole("status")).toBeEmpty();
  await jump.getByLabel("Jump to a date").fill("2026-03-13");
  await jump.getByLabel("Jump to a date").press("Enter");
  await expect(jump.getByRole("status")).toContainText("Nothing was written on that day.");
  await expect(messages(ada.page, new RegExp(`${stored.find(({ seq }) => seq === 60)?.body}$`))).toBeInViewport();
});
