import type { Browser, Page } from "@playwright/test";
import { expect, sharedServer, signedIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import {
  chooseFromMenu,
  distanceToEnd,
  goToChat,
  messageBox,
  messages,
  openRoom,
  sendMany,
  sendMessage,
} from "@/tests/support/chat.ts";

async function alone(browser: Browser) {
  const ada = await signedIn(browser, "ada", { at: "/settings" });
  const room = await ada.person.createRoom({});
  await openRoom(ada.page, room);
  return { ...ada, room };
}

type Pasted = { text?: string; html?: string; picture?: boolean };

/** Pastes like Ctrl+V: text that the page does not handle is inserted by the browser. */
async function paste(page: Page, pasted: Pasted): Promise<void> {
  await messageBox(page).evaluate((field: HTMLTextAreaElement, { text, html, picture }: Pasted) => {
    const clipboardData = new DataTransfer();
    if (text !== undefined) clipboardData.setData("text/plain", text);
    if (html !== undefined) clipboardData.setData("text/html", html);
    if (picture) {
      const bytes = Uint8Array.from(
        atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
        (c) => c.charCodeAt(0),
      );
      clipboardData.items.add(new File([bytes], "image.png", { type: "image/png" }));
    }
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    if (field.dispatchEvent(event) && text) document.execCommand("insertText", false, text);
  }, pasted);
}

const attached = (page: Page) => page.getByRole("list", { name: "Attached files" }).getByRole("listitem");

test("Enter sends what was typed, whatever stands behind a colon, and the list opens where a name begins", async ({
  browser,
}) => {
  const { page } = await alone(browser);
  await messageBox(page).click();
  for (const text of ["Meet at 10:30", "PS:on", "https://example.com:80", "`a :on`", "`@ad`"]) {
    // The closing backticks are typed last, and until then no list has opened.
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
    await expect(messageBox(page)).toHaveValue("");
    await expect(messages(page, text.replaceAll("`", ""))).toHaveCount(1);
  }
  await page.keyboard.type("well `:rocket");
  await expect(page.getByRole("listbox", { name: "Suggestions" })).toHaveCount(0);
  await page.keyboard.type("` :rocket");
  await expect(page.getByRole("option").first()).toContainText(":rocket:");
});

test("a name of an emoji that is pasted and sent at once is sent as the emoji", async ({ browser }) => {
  const { page, person, room } = await alone(browser);
  let answer = () => {};
  const held = new Promise<void>((done) => {
    answer = done;
  });
  await page.route("**/emoji/shortcodes.json", async (route) => {
    await held;
    await route.continue();
  });
  await messageBox(page).click();
  await paste(page, { text: "done :tada: https://e.com/:v:" });
  await page.keyboard.press("Enter");
  answer();
  await expect(messages(page, "done 🎉 https://e.com/:v:")).toHaveCount(1);
  await expect(messageBox(page)).toHaveValue("");
  await expect.poll(async () => (await person.history(room)).messages.at(-1)?.body).toBe("done 🎉 https://e.com/:v:");
});

test("Ctrl+B and Ctrl+I format what is selected and back, by the physical key too, and a pasted link leads from it", async ({
  browser,
}) => {
  const { page } = await alone(browser);
  const box = messageBox(page);
  await box.fill("so loud");
  await box.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(3, 7));
  await box.press("Control+b");
  await expect(box).toHaveValue("so **loud**");
  await box.press("Control+i");
  await expect(box).toHaveValue("so **_loud_**");
  await box.press("Control+i");
  await box.press("Control+b");
  await expect(box).toHaveValue("so loud");
  await paste(page, { text: "https://example.org/a" });
  await expect(box).toHaveValue("so [loud](https://example.org/a)");
  await box.press("Control+z");
  await expect(box).toHaveValue("so loud");

  // On a Cyrillic layout the key that is B on others writes и.
  await box.selectText();
  const press = (key: string, code: string) =>
    box.evaluate(
      (field, init) => field.dispatchEvent(new KeyboardEvent("keydown", { ...init, ctrlKey: true, bubbles: true })),
      { key, code },
    );
  await press("и", "KeyB");
  await expect(box).toHaveValue("**so loud**");
  await press("κ", "KeyK");
  await expect(page.getByRole("dialog", { name: "Go to" })).toBeVisible();
});

test("a megabyte that is pasted becomes a file, and what is somewhat too long says so and offers it", async ({
  browser,
}) => {
  const { page } = await alone(browser);
  const box = messageBox(page);
  await box.fill("Look at this: ");
  await paste(page, { text: "lorem ipsum dolor\n".repeat(60_000) });
  await expect(attached(page)).toHaveCount(1);
  await expect(box).toHaveValue("Look at this: ");
  await expect(page.getByText("Long text goes as a file.")).toBeVisible();

  await box.fill("x".repeat(9_000));
  await expect(page.getByRole("alert").filter({ hasText: "1,000 characters too many" })).toBeVisible();
  await page.getByRole("button", { name: "Attach as a text file" }).click();
  await expect(attached(page)).toHaveCount(2);
  await expect(box).toHaveValue("");
  await box.press("Enter");
  await expect(
    messages(page)
      .getByRole("link", { name: /Pasted text/ })
      .or(messages(page, "Pasted text")),
  ).not.toHaveCount(0);
});

test("a picture that comes with HTML is attached, and a table that comes with a picture of itself is text", async ({
  browser,
}) => {
  const { page } = await alone(browser);
  await messageBox(page).click();
  await paste(page, { picture: true, html: '<meta charset="utf-8"><img src="https://e.com/a.png">', text: "" });
  await expect(attached(page)).toHaveCount(1);
  await paste(page, { picture: true, html: '<img src="https://e.com/a.png" alt="x">', text: "https://e.com/a.png" });
  await expect(attached(page)).toHaveCount(2);
  await paste(page, { picture: true, html: "<table><tr><td>1<td>2</table>", text: "1\t2" });
  await expect(messageBox(page)).toHaveValue("1\t2");
  await expect(attached(page)).toHaveCount(2);
});

test("? beside the box shows how to write bold, code and lists", async ({ browser }) => {
  const { page } = await alone(browser);
  await page.getByRole("button", { name: "How to format a message" }).click();
  const help = page.getByRole("dialog", { name: "How to format a message" });
  for (const [written, shown] of [
    ["**bold**", "strong"],
    ["`code`", "code"],
    ["- one", "ul"],
  ] as const) {
    await expect(help.getByRole("row").filter({ hasText: written }).locator("td").last().locator(shown)).toBeVisible();
  }
  await page.keyboard.press("Escape");
  await expect(help).toHaveCount(0);
});

test("where the browser does not let a field grow by itself, the list stays at its end while it does", async ({
  browser,
}) => {
  const ada = await signedIn(browser, "ada", { at: "/settings" });
  const room = await ada.person.createRoom({});
  await sendMany(ada.person, room, 40);
  await ada.page.addInitScript(() => {
    const supports = CSS.supports.bind(CSS);
    CSS.supports = (...args: [string, string?]) =>
      args[0] !== "field-sizing" && supports(...(args as [string, string]));
    addEventListener("DOMContentLoaded", () => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("textarea { field-sizing: fixed !important; }");
      document.adoptedStyleSheets.push(sheet);
    });
  });
  await openRoom(ada.page, room);
  await messageBox(ada.page).click();
  const before = (await messageBox(ada.page).boundingBox())?.height ?? 0;
  for (let n = 0; n < 5; n++) await ada.page.keyboard.press("Shift+Enter");
  const after = (await messageBox(ada.page).boundingBox())?.height ?? 0;
  expect(after).toBeGreaterThan(before + 80);
  await expect.poll(() => distanceToEnd(ada.page)).toBeLessThan(2);
  await expect(messages(ada.page, "Line 40")).toBeInViewport({ ratio: 1 });
});

test("an edit that was begun outlives another room, a reload, and the deletion of its message", async ({ browser }) => {
  const grace = await register(sharedServer(), uniqueName("grace"));
  const { page, person } = await signedIn(browser, "ada", { at: "/settings" });
  const room = await grace.createRoom({ name: uniqueName("Edited"), kind: "PRIVATE", userIds: [person.id] });
  const other = await person.createRoom({ name: uniqueName("Elsewhere") });
  await openRoom(page, room);
  await sendMessage(page, "First thought");
  const [message] = (await person.history(room)).messages.slice(-1);
  await chooseFromMenu(page, "First thought", "Edit");
  const form = page.getByRole("textbox", { name: "Edit message" });
  // The keys of the message box work here too.
  await form.selectText();
  await form.press("Control+b");
  await expect(form).toHaveValue("**First thought**");
  await form.fill("Second thought, which took long");
  await goToChat(page, other.name);
  await expect(form).toHaveCount(0);
  await goToChat(page, room.name);
  await expect(form).toHaveValue("Second thought, which took long");
  await page.reload();
  await expect(form).toHaveValue("Second thought, which took long");

  await grace.deleteMessage(message as { id: string });
  await expect(page.getByRole("alert").filter({ hasText: "was deleted while you were editing it" })).toBeVisible();
  await expect(form).toHaveValue("Second thought, which took long");
  await form.press("Escape");
  await page.reload();
  await expect(form).toHaveValue("Second thought, which took long");
  await page.getByRole("button", { name: "Send as a new message" }).click();
  await expect(form).toHaveCount(0);
  await expect(messages(page, "Second thought, which took long")).toHaveCount(1);
  await expect(messages(page, "This message was deleted")).toHaveCount(1);
  await page.reload();
  await expect(messages(page, "This message was deleted")).toHaveCount(1);
  await expect(form).toHaveCount(0);
});

test("over the box stands what is answered as it is now: edited, and deleted", async ({ browser }) => {
  const grace = await register(sharedServer(), uniqueName("grace"));
  const { page, person } = await signedIn(browser, "ada", { at: "/settings" });
  const room = await grace.createRoom({ kind: "PRIVATE", userIds: [person.id] });
  const original = await grace.send(room, "Secret plan");
  await openRoom(page, room);
  await chooseFromMenu(page, "Secret plan", "Reply");
  const banner = page.getByText(`Replying to ${grace.username}`);
  await expect(banner).toContainText("Secret plan");
  await grace.edit(original, "Better plan");
  await expect(banner).toContainText("Better plan");
  await grace.deleteMessage(original);
  await expect(banner).toContainText("This message was deleted meanwhile");
  await expect(banner).not.toContainText("plan");
});
