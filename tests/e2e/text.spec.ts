import type { Locator } from "@playwright/test";
import { expect, sharedServer, signedIn, signIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import { chatRow, messages, openRoom, sendMessage } from "@/tests/support/chat.ts";

test("an edit that calls grace marks the chat in her list at once, and the next one takes the mark away", async ({
  browser,
}) => {
  const grace = await register(sharedServer(), uniqueName("grace"));
  const ada = await signedIn(browser, "ada", { at: "/browse" });
  const room = await ada.person.createRoom({ kind: "PRIVATE", name: uniqueName("edits"), userIds: [grace.id] });
  const other = await signIn(browser, grace, { at: "/browse" });
  const message = await ada.person.send(room, "Hello");
  const row = chatRow(other.page, room.name);
  await expect(row).toContainText("Hello");
  await expect(row.getByText("You are mentioned")).toHaveCount(0);
  await ada.person.edit(message, `Hello _@${grace.username}_`);
  await expect(row.getByText("You are mentioned")).toHaveCount(1);
  await expect(row).toContainText(`Hello @${grace.username}`);
  await ada.person.edit(message, `Hello \\@${grace.username}`);
  await expect(row.getByText("You are mentioned")).toHaveCount(0);
});

test("tables, tasks and numbers are drawn inside their message, on a narrow page too", async ({ browser }) => {
  const ada = await signedIn(browser, "ada", { at: "/browse" });
  const room = await ada.person.createRoom({ kind: "PRIVATE", name: uniqueName("text") });
  const wide = `|${" A long heading |".repeat(9)}\n|${"-|".repeat(9)}\n|${" x |".repeat(9)}`;
  for (const body of [wide, "- [ ] buy\n- [x] go", "9. a\n100. b", "2024. was a year"])
    await ada.person.send(room, body);
  await ada.page.setViewportSize({ width: 390, height: 844 });
  await openRoom(ada.page, room);
  const table = messages(ada.page, "A long heading").getByRole("table");
  await expect(table.getByRole("columnheader")).toHaveCount(9);
  await expect(table.getByRole("row")).toHaveCount(2);
  const box = messages(ada.page, "A long heading").getByRole("group", { name: "Table" });
  expect(await box.evaluate((it) => it.scrollWidth > it.clientWidth && it.clientWidth <= innerWidth)).toBe(true);
  expect(await ada.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

  const item = messages(ada.page, "buy").getByRole("listitem").filter({ hasText: "buy" });
  const sign = await edgesOf(item.getByRole("img", { name: "To do:" }));
  const words = await edgesOf(item.getByText("buy"));
  expect(sign.right).toBeLessThanOrEqual(words.left);
  expect(Math.abs(sign.top - words.top)).toBeLessThan(3);

  // The list is indented far enough for its widest number.
  const numbers = messages(ada.page)
    .getByRole("list")
    .filter({ has: ada.page.locator("li[value='100']") });
  expect((await edgesOf(numbers.getByText("b", { exact: true }))).left - (await edgesOf(numbers)).left).toBeGreaterThan(
    34,
  );
  await expect(messages(ada.page, "2024. was a year").getByRole("list")).toHaveCount(0);
});

test("what is written from right to left has its dots and bars on the right, and turns nothing else", async ({
  browser,
}) => {
  const ada = await signedIn(browser, "ada", { at: "/browse" });
  const room = await ada.person.createRoom({ kind: "PRIVATE", name: uniqueName("text") });
  const turned = await ada.person.send(room, "\u202eturned around");
  for (const body of ["- שלום עולם\n- מה שלומך", "> ציטוט"]) await ada.person.send(room, body);
  await ada.person.edit(turned, "\u202eturned again");
  await openRoom(ada.page, room);
  const list = messages(ada.page, "שלום").getByRole("list");
  const [words, whole] = [await edgesOf(list.getByText("שלום עולם")), await edgesOf(list)];
  expect(whole.right - words.right).toBeGreaterThan(20);
  expect(words.left - whole.left).toBeLessThan(2);
  const quote = messages(ada.page, "ציטוט").locator("blockquote");
  await expect(quote).toHaveCSS("border-right-width", "3px");
  await expect(quote).toHaveCSS("border-left-width", "0px");
  // "(edited)" reads from left to right: its first letter is left of its last.
  const edited = messages(ada.page, "turned again").getByText("(edited", { exact: false });
  expect(await edited.evaluate(lettersFromTheLeft)).toBe(true);
});

const sizeOf = (block: Element) => [block.scrollWidth, block.scrollHeight, block.clientHeight];

/** The size of a copy of the block in which all words are one text, as before the colours come. */
function sizeWithoutColours(block: Element): number[] {
  const copy = block.cloneNode(true) as Element;
  const code = copy.querySelector("code");
  code?.replaceChildren(code.textContent ?? "");
  block.after(copy);
  const size = [copy.scrollWidth, copy.scrollHeight, copy.clientHeight];
  copy.remove();
  return size;
}

function lettersFromTheLeft(element: Element): boolean {
  const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode() as Text;
  const placeOf = (at: number) => {
    const range = document.createRange();
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    return range.getBoundingClientRect().left;
  };
  return placeOf(1) < placeOf(5);
}

test("eighty accents on a letter stay in their own message", async ({ browser }) => {
  const ada = await signedIn(browser, "ada", { at: "/browse" });
  const room = await ada.person.createRoom({ kind: "PRIVATE", name: uniqueName("text") });
  await ada.person.send(room, "The message above");
  await openRoom(ada.page, room);
  await ada.page.mouse.move(5, 5);
  const above = messages(ada.page, "The message above").getByText("The message above");
  await expect(above).toBeVisible();
  const before = await above.screenshot();
  await sendMessage(ada.page, `Z${"\u0300".repeat(80)}algo`);
  await expect(messages(ada.page, "algo")).toBeVisible();
  expect((await above.screenshot()).equals(before)).toBe(true);
});

async function edgesOf(locator: Locator): Promise<{ left: number; right: number; top: number }> {
  const box = await locator.first().boundingBox();
  if (!box) throw new Error("It is not on the page.");
  return { left: box.x, right: box.x + box.width, top: box.y };
}

test("code takes on its colours without moving, says no more than was typed, and is no higher than the screen", async ({
  browser,
}) => {
  const ada = await signedIn(browser, "ada", { at: "/browse" });
  const room = await ada.person.createRoom({ kind: "PRIVATE", name: uniqueName("code") });
  const code = `const <b>a</b> = "x"; // why\n${"line()\n".repeat(100)}end`;
  await ada.person.send(room, `\`\`\`ts\n${code}\n\`\`\``);
  await ada.person.send(room, "```klingon\nconst a\n```");
  await openRoom(ada.page, room);
  const block = ada.page.getByRole("group", { name: "Code, ts" });
  const word = block.getByText("const", { exact: true });
  await expect(word).toHaveClass("text-code-keyword");
  expect(await block.evaluate((it) => it.textContent)).toBe(code);
  expect(await block.evaluate((it) => it.scrollHeight > it.clientHeight && it.clientHeight < innerHeight)).toBe(true);
  expect(await block.locator("b").count()).toBe(0);
  await expect(ada.page.getByRole("group", { name: "Code, klingon" }).locator("span")).toHaveCount(0);
  expect(await block.evaluate(sizeWithoutColours)).toEqual(await block.evaluate(sizeOf));

  const colourOf = () => word.evaluate((it) => getComputedStyle(it).color);
  await ada.page.emulateMedia({ colorScheme: "dark" });
  const dark = await colourOf();
  await ada.page.emulateMedia({ colorScheme: "light" });
  expect(await colourOf()).not.toBe(dark);

  await ada.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await messages(ada.page, "why").getByRole("button", { name: "Copy code" }).click();
  expect(await ada.page.evaluate(() => navigator.clipboard.readText())).toBe(code);
});
