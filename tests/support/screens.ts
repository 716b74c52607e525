// All screens of Parley, each with a function that opens it, for the tests that visit all of them.
import { expect, type Page } from "@playwright/test";
import { chatList, chatRow, findBox, messages, waitForHydration } from "./chat.ts";
import type { DemoTeam } from "./demo-team.ts";
import { photo } from "./media.ts";

export type Screen = {
  name: string;
  /** The screen is for people who are not signed in. */
  isOutside?: boolean;
  open: (page: Page, stage: DemoTeam) => Promise<void>;
};

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name, level: 1 });

async function room(page: Page, stage: DemoTeam, query = ""): Promise<void> {
  await page.goto(`/rooms/${stage.room.id}${query}`);
  await expect(messages(page).last()).toBeVisible();
  await waitForHydration(page);
}

async function openFiles(page: Page, stage: DemoTeam): Promise<void> {
  await page.goto(`/rooms/${stage.files.id}`);
  await waitForHydration(page);
  await expect(messages(page).last().getByRole("button", { name: "Open IMG_3.jpg" })).toBeVisible();
}

/** The details panel covers the conversation on a phone. */
async function details(page: Page, stage: DemoTeam): Promise<void> {
  await page.goto(`/rooms/${stage.room.id}?panel=details`);
  await expect(page.getByRole("complementary", { name: "Room details" }).getByRole("listitem")).not.toHaveCount(0);
}

async function search(page: Page, query: string): Promise<void> {
  await page.goto(`/search?${query}`);
  await expect(page.getByRole("toolbar", { name: "Filters" })).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Search messages" })).toBeVisible();
}

const settings = (path: string, title: string): Screen => ({
  name: `settings-${title.toLowerCase()}`,
  open: async (page) => {
    await page.goto(`/settings${path}`);
    await expect(page.getByRole("heading", { name: title, level: 2 })).toBeVisible();
    await expect(page.getByRole("status", { name: /^Loading/ })).toHaveCount(0);
  },
});

export const SCREENS: Screen[] = [
  {
    name: "login",
    isOutside: true,
    open: async (page) => {
      await page.goto("/login");
      await expect(heading(page, "Log in to Parley")).toBeVisible();
    },
  },
  {
    name: "register",
    isOutside: true,
    open: async (page) => {
      await page.goto("/register");
      await expect(heading(page, "Create an account")).toBeVisible();
      await expect(page.getByRole("button", { name: "Show password" })).toBeVisible();
    },
  },
  {
    name: "login-refused",
    isOutside: true,
    open: async (page) => {
      await page.goto("/login");
      await page.getByRole("button", { name: "Log in" }).click();
      await expect(page.getByLabel("Username")).toHaveAttribute("aria-invalid", "true");
    },
  },
  {
    name: "chats",
    open: async (page) => {
      await page.goto("/");
      await expect(chatList(page).or(page.getByRole("main")).first()).toBeVisible();
      if ((page.viewportSize()?.width ?? 0) < 768) return;
      // The newest chat opens beside the list. Its frame is there before its messages.
      await expect(messages(page).last()).toBeVisible();
      await waitForHydration(page);
    },
  },
  { name: "room", open: room },
  {
    name: "room-details",
    open: details,
  },
  {
    name: "room-files",
    open: async (page, stage) => {
      await openFiles(page, stage);
    },
  },
  ...(["Media", "Documents", "Links"] as const).map((tab) => ({
    name: `panel-${tab.toLowerCase()}`,
    open: async (page: Page, stage: DemoTeam) => {
      await page.goto(`/rooms/${stage.files.id}?panel=details`);
      await page.getByRole("tab", { name: tab }).click();
      await expect(page.getByRole("tabpanel", { name: tab }).getByRole("listitem")).not.toHaveCount(0);
    },
  })),
  {
    name: "direct",
    open: async (page, stage) => {
      await page.goto(`/rooms/${stage.direct.id}`);
      await waitForHydration(page);
    },
  },
  {
    name: "room-empty",
    open: async (page, stage) => {
      await page.goto(`/rooms/${stage.notes.id}`);
      await waitForHydration(page);
      // While the list becomes a virtual one there are two for a moment.
      await expect(page.getByText("Nothing has been written yet. Say hello.").last()).toBeVisible();
    },
  },
  {
    name: "room-to-join",
    open: async (page, stage) => {
      await page.goto(`/rooms/${stage.open.id}`);
      await expect(page.getByRole("button", { name: "Join room" })).toBeVisible();
    },
  },
  {
    name: "room-missing",
    open: async (page) => {
      await page.goto("/rooms/nosuchroom");
      await expect(page.getByText("This room is not here")).toBeVisible();
    },
  },
  {
    name: "browse",
    open: async (page) => {
      await page.goto("/browse");
      await expect(heading(page, "Browse rooms")).toBeVisible();
    },
  },
  ...["/activity", "/activity?unread=true"].map((address, at) => ({
    name: ["activity", "activity-unread"][at] ?? "",
    open: async (page: Page) => {
      await page.goto(address);
      await expect(heading(page, "Activity")).toBeVisible();
    },
  })),
  ...["/saved", "/saved?state=done"].map((address, at) => ({
    name: ["saved", "saved-done"][at] ?? "",
    open: async (page: Page) => {
      await page.goto(address);
      await expect(heading(page, "Saved")).toBeVisible();
    },
  })),
  ...Object.entries({
    search: "q=the",
    "search-filtered": "sort=relevance&q=from%3A%40zoe+in%3A%23Website+the",
    "search-empty": "",
    "search-nothing": "q=from%3A%40grace+%22no+such+thing%22",
    "search-refused": "q=tea+before%3Abanana",
  }).map(([name, query]) => ({ name, open: (page: Page) => search(page, query) })),
  settings("", "Profile"),
  settings("/password", "Password"),
  settings("/devices", "Devices"),
  settings("/notifications", "Notifications"),
  settings("/storage", "Storage"),
  settings("/appearance", "Appearance"),
  settings("/people", "People"),
  settings("/messages", "Messages"),
  settings("/invites", "Invites"),
  {
    name: "reset-refused",
    isOutside: true,
    open: async (page) => {
      await page.goto("/reset?code=none");
      await expect(heading(page, "This link does not work")).toBeVisible();
    },
  },
  {
    name: "not-found",
    open: async (page) => {
      await page.goto("/no/such/page");
      await expect(heading(page, /.+/)).toBeVisible();
    },
  },
];

/** Dialogs and menus that open over a screen, for the tests that look at them. */
export const LAYERS: Screen[] = [
  {
    name: "switcher",
    open: async (page, stage) => {
      await room(page, stage);
      await page.keyboard.press("Control+k");
      await expect(page.getByRole("combobox", { name: "Go to" })).toBeVisible();
    },
  },
  {
    name: "search-in-room",
    open: async (page, stage) => {
      await room(page, stage, "?find=the");
      await expect(page.getByRole("search", { name: "Search in this room" })).toContainText(/\d of \d/);
    },
  },
  {
    name: "search-people",
    open: async (page) => {
      await search(page, "q=the");
      await page.getByRole("button", { name: "Person" }).click();
      await expect(page.getByRole("option").first()).toBeVisible();
    },
  },
  {
    name: "found",
    open: async (page) => {
      await page.goto("/");
      if ((page.viewportSize()?.width ?? 0) >= 768) await waitForHydration(page);
      await findBox(page).fill("gr");
      await expect(page.getByRole("option").nth(1)).toBeVisible();
    },
  },
  {
    name: "shortcuts",
    open: async (page, stage) => {
      await room(page, stage);
      await page.getByRole("main").focus();
      await page.keyboard.press("?");
      await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
    },
  },
  {
    name: "create-room",
    open: async (page) => {
      await page.goto("/browse");
      await page.getByRole("main").getByRole("button", { name: "Create a room" }).click();
      await expect(page.getByRole("dialog", { name: "Create a room" })).toBeVisible();
    },
  },
  {
    name: "menu",
    open: async (page) => {
      await page.goto("/");
      if ((page.viewportSize()?.width ?? 0) >= 768) await waitForHydration(page);
      await page.getByRole("button", { name: /^Parley menu/ }).click();
      await expect(page.getByRole("menu")).toBeVisible();
    },
  },
  {
    name: "chat-menu",
    open: async (page, stage) => {
      await room(page, stage);
      await chatRow(page, "Pictures").click({ button: "right" });
      await expect(page.getByRole("menu", { name: "More for Pictures" })).toBeVisible();
    },
  },
  {
    name: "mute",
    open: async (page, stage) => {
      await details(page, stage);
      await page.getByRole("button", { name: "Mute…" }).click();
      await expect(page.getByRole("dialog", { name: /^Mute / })).toBeVisible();
    },
  },
  {
    name: "message-menu",
    open: async (page, stage) => {
      await room(page, stage);
      await messages(page).last().hover();
      await page.getByRole("button", { name: "More actions" }).click();
      await expect(page.getByRole("menu")).toBeVisible();
    },
  },
  {
    name: "emoji",
    open: async (page, stage) => {
      await room(page, stage);
      await page.getByRole("button", { name: "Emoji", exact: true }).click();
      await expect(page.getByRole("gridcell").first()).toBeVisible();
    },
  },
  {
    name: "lightbox",
    open: async (page, stage) => {
      await openFiles(page, stage);
      await page.getByRole("button", { name: "Open IMG_3.jpg" }).click();
      await expect(page.getByRole("dialog", { name: "IMG_3.jpg, 4 of 4" })).toBeVisible();
    },
  },
  {
    name: "crop",
    open: async (page) => {
      await page.goto("/settings");
      const buffer = await photo(4);
      await page.getByLabel("Choose picture").setInputFiles({ name: "me.jpg", mimeType: "image/jpeg", buffer });
      await expect(page.getByRole("dialog").getByRole("group", { name: "Picture" }).locator("img")).toBeVisible();
    },
  },
  {
    name: "leave",
    open: async (page, stage) => {
      await details(page, stage);
      await page.getByRole("button", { name: "Leave room" }).click();
      await expect(page.getByRole("alertdialog")).toBeVisible();
    },
  },
];
