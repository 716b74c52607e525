import { expect, sharedServer, signedIn, signIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
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

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

test("list and conversation are screens of their own, with a way back", async ({ browser }) => {
  const grace = await register(sharedServer(), uniqueName("grace"));
  const ada = await signedIn(browser, "ada", { at: "/", ...PHONE });
  await grace.send(await grace.directWith(ada.person), "Hello from afar");
  await expect(chatRow(ada.page, grace.username)).toContainText("1 unread message");
  await expect(ada.page.getByRole("log")).toHaveCount(0);
  await chatRow(ada.page, grace.username).tap();
  await expect(messages(ada.page, "Hello from afar")).toBeVisible();
  await expect(chatList(ada.page)).toBeHidden();
  await expect(ada.page).toHaveTitle(new RegExp(`${grace.username} – Parley$`));
  await ada.page.getByRole("link", { name: "Back to chats" }).tap();
  await expect(chatRow(ada.page, grace.username)).toBeVisible();
  await expect(chatRow(ada.page, grace.username)).not.toContainText("unread");
  await expect(ada.page).toHaveTitle(/^(\(\d+\) )?Parley$/);
});

test("the way back and the way into another chat wait for no network", async ({ browser }) => {
  const ada = await signedIn(browser, "ada", { at: "/settings", ...PHONE });
  const [here, there] = [await ada.person.createRoom(), await ada.person.createRoom()];
  await openRoom(ada.page, here);
  // From here on no request is answered.
  await ada.page.route("**/*", () => {});
  await ada.page.getByRole("link", { name: "Back to chats" }).tap();
  await expect(chatRow(ada.page, there.name)).toBeVisible();
  await expect(ada.page).toHaveTitle("Parley");
  await chatRow(ada.page, there.name).tap();
  await expect(ada.page.getByRole("heading", { level: 1, name: there.name })).toBeVisible();
  await expect(messageBox(ada.page)).toHaveAccessibleName(`Message ${there.name}`);
  await ada.page.goBack();
  await expect(chatList(ada.page)).toBeVisible();
});

test("what is found is a screen: the back button closes it, and leads from a chosen room to the list", async ({
  browser,
}) => {
  const ada = await signedIn(browser, "ada", { at: "/", ...PHONE });
  const room = await ada.person.createRoom();
  await expect(chatRow(ada.page, room.name)).toBeVisible();
  const option = chatList(ada.page)
    .getByRole("option")
    .filter({ hasText: `${room.name}, ` });
  await findBox(ada.page).fill(room.name);
  await expect(option).toBeVisible();
  await expect(chatList(ada.page).getByRole("status").filter({ hasText: "found" })).toHaveCount(1);
  await ada.page.goBack();
  await expect(findBox(ada.page)).toHaveValue("");
  await expect(chatRow(ada.page, room.name)).toBeVisible();
  await findBox(ada.page).fill(room.name);
  await option.tap();
  await expect(ada.page.getByRole("heading", { level: 1, name: room.name })).toBeVisible();
  await ada.page.goBack();
  await expect(chatRow(ada.page, room.name)).toBeVisible();
  await expect(findBox(ada.page)).toHaveValue("");
  await findBox(ada.page).fill(room.name);
  await chatList(ada.page)
    .getByRole("option", { name: /^Messages with/ })
    .tap();
  await expect(ada.page.getByRole("combobox", { name: "Search messages" })).toHaveValue(room.name);
  await ada.page.goBack();
  await expect(chatRow(ada.page, room.name)).toBeVisible();
});

test("two phones talk: written with the button, read without reload", async ({ browser }) => {
  const grace = await register(sharedServer(), uniqueName("grace"));
  const ada = await signedIn(browser, "ada", { at: "/settings", ...PHONE });
  const room = await ada.person.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
  await openRoom(ada.page, room);
  const other = await signIn(browser, grace, { at: `/rooms/${room.id}`, ...PHONE });
  await waitForHydration(other.page);
  await messageBox(ada.page).tap();
  await ada.page.keyboard.type("one line");
  await ada.page.keyboard.press("Enter");
  await ada.page.keyboard.type("and another");
  await expect(messageBox(ada.page)).toHaveValue("one line\nand another");
  await ada.page.getByRole("button", { name: "Send" }).tap();
  await expect(messages(other.page, "and another")).toBeVisible();
  await expect(messageBox(ada.page)).toHaveValue("");
  await expect(messageBox(ada.page)).toBeFocused();
});

test("the message box stays in sight when the keyboard takes the lower part of the screen", async ({ browser }) => {
  const ada = await signedIn(browser, "ada", { at: "/settings", ...PHONE });
  const room = await ada.person.createRoom({});
  await sendMany(ada.person, room, 40);
  await openRoom(ada.page, room);
  await messageBox(ada.page).tap();
  // On Android the page becomes smaller.
  await ada.page.setViewportSize({ width: 390, height: 844 - 336 });
  await expect(messageBox(ada.page)).toBeInViewport({ ratio: 1 });
  await expect(messages(ada.page, "Line 40")).toBeInViewport();
  await ada.page.setViewportSize({ width: 390, height: 844 });
  await expect(messages(ada.page, "Line 40")).toBeInViewport();
});

test("the message box stays above a keyboard that covers the page instead of making it smaller", async ({
  browser,
}) => {
  const ada = await signedIn(browser, "ada", { at: "/settings", ...PHONE });
  const room = await ada.person.createRoom({});
  await sendMany(ada.person, room, 40);
  // On an iPhone the page keeps its height, and only the visual viewport changes.
  await ada.page.addInitScript(() => {
    const viewport = window.visualViewport as VisualViewport;
    let covered = 0;
    const height = Object.getOwnPropertyDescriptor(VisualViewport.prototype, "height")?.get;
    Object.defineProperty(viewport, "height", { get: () => (height?.call(viewport) as number) - covered });
    Object.assign(window, {
      showKeyboard: (px: number) => {
        covered = px;
        viewport.dispatchEvent(new Event("resize"));
      },
    });
  });
  await openRoom(ada.page, room);
  const bottomOf = async () => {
    const box = await messageBox(ada.page).boundingBox();
    return (box?.y ?? 0) + (box?.height ?? 0);
  };
  expect(await bottomOf()).toBeGreaterThan(844 - 336);
  await ada.page.evaluate(() => (window as unknown as { showKeyboard(px: number): void }).showKeyboard(336));
  await expect.poll(bottomOf).toBeLessThan(844 - 336);
  await expect(messages(ada.page, "Line 40")).toBeInViewport();
  await ada.page.evaluate(() => (window as unknown as { showKeyboard(px: number): void }).showKeyboard(0));
  await expect.poll(bottomOf).toBeGreaterThan(844 - 336);
});

test("a long press opens what can be done with a message", async ({ browser }) => {
  const ada = await signedIn(browser, "ada", { at: "/settings", ...PHONE });
  const room = await ada.person.createRoom({});
  await ada.person.send(room, "Press me");
  await openRoom(ada.page, room);
  const row = messages(ada.page, "Press me");
  const box = await row.boundingBox();
  const point = { x: (box?.x ?? 0) + 120, y: (box?.y ?? 0) + 20 };
  const touch = { pointerType: "touch", isPrimary: true, bubbles: true, clientX: point.x, clientY: point.y };
  await row.dispatchEvent("pointerdown", touch);
  const sheet = ada.page.getByRole("dialog", { name: "Message actions" });
  await expect(sheet).toBeVisible();
  await sheet.getByRole("button", { name: "Delete" }).tap();
  await ada.page.getByRole("alertdialog").getByRole("button", { name: "Cancel" }).tap();
  await expect(row).toBeFocused();
  await row.dispatchEvent("pointerdown", touch);
  await sheet.getByRole("button", { name: "Reply", exact: true }).tap();
  await expect(ada.page.getByText(`Replying to ${ada.person.username}`)).toBeVisible();
  await expect(messageBox(ada.page)).toBeFocused();
});

test("a long press on a chat opens what can be done with it, and does not open the chat", async ({ browser }) => {
  const grace = await register(sharedServer(), uniqueName("grace"));
  const ada = await signedIn(browser, "ada", { at: "/", ...PHONE });
  await grace.send(await grace.directWith(ada.person), "Hello from afar");
  const row = chatRow(ada.page, grace.username);
  await expect(row).toContainText("1 unread message");
  const box = await row.boundingBox();
  const at = { clientX: (box?.x ?? 0) + 120, clientY: (box?.y ?? 0) + 20 };
  // While the sheet is open the list cannot be found by role.
  const link = await row.elementHandle();
  await link?.dispatchEvent("pointerdown", { pointerType: "touch", isPrimary: true, bubbles: true, ...at });
  const sheet = ada.page.getByRole("dialog", { name: `Actions for ${grace.username}` });
  await expect(sheet).toBeVisible();
  await link?.dispatchEvent("click", { bubbles: true, detail: 1 });
  await expect(sheet.getByRole("button", { name: "People" })).toBeVisible();
  await sheet.getByRole("button", { name: "Mark as read" }).tap();
  await expect(sheet).toHaveCount(0);
  await expect(row).not.toContainText("unread");
  await expect(ada.page.getByRole("log")).toHaveCount(0);
  await expect(row).toBeFocused();
  await row.blur();
  await link?.dispatchEvent("pointerdown", { pointerType: "touch", isPrimary: true, bubbles: true, ...at });
  await expect(sheet).toBeVisible();
  await ada.page.keyboard.press("Escape");
  await expect(row).toBeFocused();

  const hold = async (action: string) => {
    const held = await row.elementHandle();
    await held?.dispatchEvent("pointerdown", { pointerType: "touch", isPrimary: true, bubbles: true, ...at });
    await sheet.getByRole("button", { name: action }).tap();
  };
  await hold("Mute…");
  await ada.page
    .getByRole("dialog", { name: /^Mute / })
    .getByRole("button", { name: "For a week" })
    .tap();
  await expect(row).toContainText("muted");
  await hold("Add to favourites");
  await expect(chatList(ada.page).getByRole("region", { name: "Favourites" })).toContainText(grace.username);
  await hold("Unmute");
  await expect(row).not.toContainText("muted");
});

test("a tap opens no bar over the text, and a long press on a quote opens the sheet and does not jump", async ({
  browser,
}) => {
  const ada = await signedIn(browser, "ada", { at: "/settings", ...PHONE });
  const room = await ada.person.createRoom({});
  const original = await ada.person.send(room, "The original");
  await ada.person.send(room, "The answer", { replyToId: original.id });
  await openRoom(ada.page, room);
  const row = messages(ada.page, "The answer");
  await row.getByText("The answer").tap();
  await row.getByText("The answer").tap();
  await expect(ada.page.getByRole("toolbar", { name: "Message actions" })).toHaveCount(0);

  const quote = row.getByRole("button", { name: /^In reply to/ });
  const box = await quote.boundingBox();
  const at = { clientX: (box?.x ?? 0) + 20, clientY: (box?.y ?? 0) + 8 };
  await quote.dispatchEvent("pointerdown", { pointerType: "touch", isPrimary: true, bubbles: true, ...at });
  const sheet = ada.page.getByRole("dialog", { name: "Message actions" });
  await expect(sheet).toBeVisible();
  await quote.dispatchEvent("click", { bubbles: true, detail: 1 });
  await expect(ada.page.getByRole("article", { name: /: The original$/, includeHidden: true })).not.toHaveClass(
    /hover:bg-selected/,
  );
  await expect(sheet).toBeVisible();
});

test("the emoji picker comes from below, and neither takes nor gives the focus", async ({ browser }) => {
  const ada = await signedIn(browser, "ada", { at: "/settings", ...PHONE });
  const room = await ada.person.createRoom({});
  await openRoom(ada.page, room);
  const sheet = ada.page.getByRole("dialog", { name: "Emoji" });
  // The focus was nowhere and stays nowhere, so no keyboard opens.
  await ada.page.getByRole("button", { name: "Emoji", exact: true }).tap();
  await expect(sheet.getByRole("gridcell").first()).toBeVisible();
  await expect(messageBox(ada.page)).not.toBeFocused();
  const cell = await sheet.getByRole("gridcell").first().boundingBox();
  expect(Math.min(cell?.width ?? 0, cell?.height ?? 0)).toBeGreaterThanOrEqual(44);
  await sheet.getByRole("gridcell").nth(1).tap();
  await expect(messageBox(ada.page)).not.toHaveValue("");
  await expect(messageBox(ada.page)).not.toBeFocused();
  await ada.page.goBack();
  await expect(sheet).toHaveCount(0);

  // The focus was in the box and stays in the box.
  await messageBox(ada.page).fill("Ship it ");
  await ada.page.getByRole("button", { name: "Emoji", exact: true }).tap();
  await expect(messageBox(ada.page)).toBeFocused();
  await sheet.getByRole("searchbox").fill("rocket");
  await expect(sheet.getByRole("option").first()).toHaveAccessibleName("rocket");
  await sheet.getByRole("option").first().tap();
  await expect(messageBox(ada.page)).toHaveValue("Ship it 🚀");
  await sheet.getByRole("button", { name: "Close emoji" }).tap();
  await expect(sheet).toHaveCount(0);
});

test("text of several lines has the whole width of a phone, with the buttons below it", async ({ browser }) => {
  const ada = await signedIn(browser, "ada", { at: "/settings", ...PHONE });
  const room = await ada.person.createRoom({});
  await openRoom(ada.page, room);
  const box = messageBox(ada.page);
  const send = ada.page.getByRole("button", { name: "Send" });
  // A one-line box has no room for the help button, so the attach sheet offers help.
  await ada.page.getByRole("button", { name: "Attach files" }).tap();
  await ada.page.getByRole("button", { name: "How to format a message" }).tap();
  const help = ada.page.getByRole("dialog", { name: "How to format a message" });
  await expect(help).toBeVisible();
  await ada.page.goBack();
  await expect(help).toHaveCount(0);
  await box.fill("one line");
  const [narrow, beside] = [await box.boundingBox(), await send.boundingBox()];
  expect(beside?.x).toBeGreaterThan((narrow?.x ?? 0) + (narrow?.width ?? 0) - 1);
  await box.fill("one line\nand another");
  await expect.poll(async () => (await box.boundingBox())?.width).toBeGreaterThan(340);
  const [wide, below] = [await box.boundingBox(), await send.boundingBox()];
  expect(below?.y).toBeGreaterThanOrEqual((wide?.y ?? 0) + (wide?.height ?? 0) - 1);
  await ada.page.getByRole("button", { name: "How to format a message" }).tap();
  await expect(help).toBeVisible();
  await ada.page.goBack();
  await expect(help).toHaveCount(0);
  await box.fill("");
  await expect.poll(async () => (await box.boundingBox())?.width).toBeLessThan(300);
});

test("the list of names leaves the line free that says who types", async ({ browser }) => {
  const grace = await register(sharedServer(), uniqueName("grace"));
  const ada = await signedIn(browser, "ada", { at: "/settings", ...PHONE });
  const room = await ada.person.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
  await openRoom(ada.page, room);
  await messageBox(ada.page).tap();
  await ada.page.keyboard.type("@");
  const list = await ada.page.getByRole("listbox", { name: "Suggestions" }).boundingBox();
  const line = await ada.page.getByTestId("typing").boundingBox();
  expect((list?.y ?? 0) + (list?.height ?? 0)).toBeLessThanOrEqual((line?.y ?? 0) + 1);
});

test("the details of a room are a screen of their own, and the phone's back button leaves them", async ({
  browser,
}) => {
  const ada = await signedIn(browser, "ada", { at: "/settings", ...PHONE });
  const room = await ada.person.createRoom({ name: uniqueName("Pocket") });
  await openRoom(ada.page, room);
  await ada.page.getByRole("button", { name: "Room details" }).tap();
  const details = ada.page.getByRole("complementary", { name: "Room details" });
  await expect(details.getByRole("listitem")).toContainText(ada.person.username);
  await ada.page.goBack();
  await expect(details).toHaveCount(0);
  await expect(messageBox(ada.page)).toBeVisible();
  await ada.page.getByRole("button", { name: "Room details" }).tap();
  await ada.page.getByRole("button", { name: "Back to the conversation" }).tap();
  await expect(messageBox(ada.page)).toBeVisible();
});

test("what is pressed is large enough for a finger", async ({ browser }) => {
  const ada = await signedIn(browser, "ada", { at: "/settings", ...PHONE });
  const room = await ada.person.createRoom({});
  await openRoom(ada.page, room);
  await expect(timeline(ada.page)).toBeVisible();
  const small = await ada.page.evaluate(() => {
    const reach = (element: Element) => {
      const box = element.getBoundingClientRect();
      const after = getComputedStyle(element, "::after");
      const hasReach = after.content !== "none" && after.position === "absolute";
      const grow = (side: "width" | "height") => (hasReach ? Number.parseFloat(after[side]) || 0 : 0);
      return { width: Math.max(box.width, grow("width")), height: Math.max(box.height, grow("height")) };
    };
    return [...document.querySelectorAll("main button, main a, main textarea")]
      .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .filter((element) => !element.closest("article p"))
      .map((element) => ({ name: element.getAttribute("aria-label") ?? element.textContent, ...reach(element) }))
      .filter(({ width, height }) => width < 43.5 || height < 43.5)
      .map(({ name, width, height }) => `${name}: ${width} × ${height}`);
  });
  expect(small).toEqual([]);
});
