import type { Browser, Page } from "@playwright/test";
import { accessibilityFaults } from "@/tests/support/accessibility.ts";
import { expect, sharedServer, signedIn, signIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import {
  chatRow,
  chooseFromMenu,
  goToChat,
  messageBox,
  messages,
  openRoom,
  sendMany,
  sendMessage,
  timeline,
  waitForHydration,
} from "@/tests/support/chat.ts";

async function twoInARoom(browser: Browser) {
  const grace = await register(sharedServer(), uniqueName("grace"));
  const ada = await signedIn(browser, "ada", { at: "/browse" });
  const room = await ada.person.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
  const other = await signIn(browser, grace, { at: `/rooms/${room.id}` });
  await openRoom(ada.page, room);
  await waitForHydration(other.page);
  return { ada, grace: other, room };
}

test("an edit is at everybody at once, marked as edited", async ({ browser }) => {
  const { ada, grace, room } = await twoInARoom(browser);
  await sendMessage(ada.page, "A sentance");
  await expect(messages(grace.page, "A sentance")).toBeVisible();
  await chooseFromMenu(ada.page, "A sentance", "Edit");
  await ada.page.getByRole("textbox", { name: "Edit message" }).fill("A sentence");
  await ada.page.keyboard.press("Enter");
  await expect(messages(grace.page, "A sentence")).toContainText("edited");
  await expect(messages(grace.page, "A sentance")).toHaveCount(0);
  await expect(messageBox(ada.page)).toBeFocused();
  await expect(chatRow(grace.page, room.name)).toContainText("A sentence");
});

test("Esc leaves a message as it was, and an empty edit is refused with a reason", async ({ browser }) => {
  const { ada } = await twoInARoom(browser);
  await sendMessage(ada.page, "Stays like this");
  await chooseFromMenu(ada.page, "Stays like this", "Edit");
  const field = ada.page.getByRole("textbox", { name: "Edit message" });
  await field.fill("   ");
  await field.press("Enter");
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await field.press("Escape");
  await expect(messages(ada.page, "Stays like this")).toBeVisible();
  await expect(messages(ada.page, "Stays like this")).not.toContainText("edited");
});

test("a deleted message is gone for everybody, and its words are nowhere on their pages", async ({ browser }) => {
  const { ada, grace, room } = await twoInARoom(browser);
  await sendMessage(ada.page, "The wrong window");
  await expect(messages(grace.page, "The wrong window")).toBeVisible();
  await chooseFromMenu(ada.page, "The wrong window", "Delete");
  await ada.page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  // The button that asked has disappeared with the message, so the focus stays in its row.
  await expect(timeline(ada.page).getByRole("article", { name: /: deleted message$/ })).toBeFocused();
  await expect(messages(grace.page, "This message was deleted")).toBeVisible();
  await expect(grace.page.getByText("The wrong window")).toHaveCount(0);
  await expect(chatRow(grace.page, room.name)).toContainText("Message deleted");
  await grace.page.reload();
  await waitForHydration(grace.page);
  await expect(messages(grace.page, "This message was deleted")).toBeVisible();
  expect(await grace.page.content()).not.toContain("The wrong window");
});

test("a quote follows its original, which is far above, also while its reader is elsewhere", async ({ browser }) => {
  const { ada, grace, room } = await twoInARoom(browser);
  const original = await ada.person.send(room, "The code is 4711");
  await sendMany(ada.person, room, 55);
  await grace.person.send(room, "Not here, please", { replyToId: original.id });
  const quote = (page: Page) => messages(page, "Not here, please").getByRole("button", { name: /^In reply to/ });
  // Ada learns of it by an event, Grace by the page.
  await expect(quote(ada.page)).toContainText("The code is 4711");
  await grace.page.reload();
  await waitForHydration(grace.page);
  await expect(quote(grace.page)).toContainText("The code is 4711");
  await ada.person.edit(original, "The code was changed");
  for (const { page } of [ada, grace]) await expect(quote(page)).toContainText("The code was changed");
  const general = await grace.person.general();
  await goToChat(grace.page, general.name);
  await ada.person.deleteMessage(original);
  await expect(quote(ada.page)).toContainText("This message was deleted");
  await goToChat(grace.page, room.name);
  await expect(quote(grace.page)).toContainText("This message was deleted");
  for (const { page } of [ada, grace]) await expect(page.getByText(/The code/)).toHaveCount(0);
});

test("a chat is empty until the first word of whoever begins, and no longer", async ({ browser }) => {
  const { ada, grace } = await twoInARoom(browser);
  const direct = await ada.person.directWith(grace.person);
  await openRoom(ada.page, direct);
  await openRoom(grace.page, direct);
  const empty = (page: Page) => page.getByText("Nothing has been written yet. Say hello.");
  // While the list becomes a virtual one there are two for a moment.
  for (const { page } of [ada, grace]) await expect(empty(page).last()).toBeVisible();
  // A message that is being sent has its text already.
  let letGo = () => {};
  const going = new Promise<void>((done) => {
    letGo = done;
  });
  await ada.page.route(/\/messages$/, (route) => going.then(() => route.continue()));
  await messageBox(ada.page).fill("Hello");
  await messageBox(ada.page).press("Enter");
  await expect(empty(ada.page)).toHaveCount(0);
  await expect(empty(grace.page).last()).toBeVisible();
  letGo();
  await expect(messages(grace.page, "Hello")).toBeVisible();
  await expect(empty(grace.page)).toHaveCount(0);
});

test("somebody else's message offers neither edit nor delete", async ({ browser }) => {
  const { ada, grace } = await twoInARoom(browser);
  await sendMessage(ada.page, "Written by Ada");
  await messages(grace.page, "Written by Ada").hover();
  await grace.page.getByRole("button", { name: "More actions" }).click();
  await expect(grace.page.getByRole("menuitem", { name: "Reply", exact: true })).toBeVisible();
  await expect(grace.page.getByRole("menuitem", { name: "Edit" })).toHaveCount(0);
  await expect(grace.page.getByRole("menuitem", { name: "Delete" })).toHaveCount(0);
});

test("a reply quotes what it answers, and the quote leads there", async ({ browser }) => {
  const { ada, grace } = await twoInARoom(browser);
  await sendMessage(ada.page, "Shall we meet at five?");
  await chooseFromMenu(grace.page, "Shall we meet at five?", "Reply");
  await expect(grace.page.getByText(`Replying to ${ada.person.username}`)).toBeVisible();
  await expect(messageBox(grace.page)).toBeFocused();
  await sendMessage(grace.page, "Yes, at the gate");
  await expect(grace.page.getByText("Replying to")).toHaveCount(0);
  const answer = messages(ada.page, "Yes, at the gate");
  await expect(answer).toContainText("Shall we meet at five?");
  await answer.getByRole("button", { name: `In reply to ${ada.person.username}. Go to the original` }).click();
  await expect(messages(ada.page, "Shall we meet at five?").first()).toBeInViewport();
});

test("a reply that was begun can be called off with Esc", async ({ browser }) => {
  const { ada } = await twoInARoom(browser);
  await sendMessage(ada.page, "Something");
  await chooseFromMenu(ada.page, "Something", "Reply");
  await messageBox(ada.page).press("Escape");
  await expect(ada.page.getByText("Replying to")).toHaveCount(0);
  await sendMessage(ada.page, "Not an answer");
  await expect(messages(ada.page, "Not an answer").getByRole("button", { name: /^In reply to/ })).toHaveCount(0);
});

test("Markdown is shown as what it means", async ({ browser }) => {
  const { ada, grace } = await twoInARoom(browser);
  const body = [
    "**bold** and *slanted* and ~~struck~~ and `code`",
    "> quoted",
    "",
    "- first",
    "- second",
    "",
    "```js",
    "const a = 1 < 2;",
    "```",
    "",
    "the end",
  ].join("\n");
  await sendMessage(ada.page, body);
  const row = messages(grace.page, "bold");
  await expect(row.getByRole("strong")).toHaveText("bold");
  await expect(row.getByRole("emphasis")).toHaveText("slanted");
  await expect(row.getByRole("deletion").or(row.locator("s"))).toHaveText("struck");
  await expect(row.getByRole("code").first()).toHaveText("code");
  await expect(row.getByRole("blockquote")).toHaveText("quoted");
  await expect(row.getByRole("listitem")).toHaveText(["first", "second"]);
  await expect(row.getByRole("group", { name: "Code, js" })).toHaveText("const a = 1 < 2;");
  await expect(row).not.toContainText("**");
});

test("line breaks stay, Shift-Enter makes one, and what was typed keeps its spaces", async ({ browser }) => {
  const { ada, grace, room } = await twoInARoom(browser);
  await messageBox(ada.page).click();
  await ada.page.keyboard.type("first line");
  await ada.page.keyboard.press("Shift+Enter");
  await ada.page.keyboard.type("  second line");
  await ada.page.keyboard.press("Enter");
  await expect(messages(grace.page, "second line")).toBeVisible();
  expect((await grace.person.history(room)).messages.at(-1)?.body).toBe("first line\n  second line");
  // biome-ignore lint/performance/useDomNodeTextContent: the break is in the rendered text only.
  const lines = await messages(grace.page, "first line").getByText("first line").innerText();
  expect(lines.split("\n")).toHaveLength(2);
});

test("addresses become links that open elsewhere, and only http, https and mail", async ({ browser }) => {
  const { ada, grace } = await twoInARoom(browser);
  await sendMessage(
    ada.page,
    "See https://example.org/a?b=c and [the page](https://example.org/page) but not [this](javascript:alert(1)) nor [that](data:text/html,x)",
  );
  const links = messages(grace.page, "See").getByRole("link");
  await expect(links).toHaveCount(2);
  await expect(links.first()).toHaveAttribute("href", "https://example.org/a?b=c");
  await expect(links.first()).toHaveAttribute("rel", /noopener/);
  await expect(links.first()).toHaveAttribute("target", "_blank");
  await expect(links.last()).toHaveAttribute("href", "https://example.org/page");
});

test("emoji come by their sign, by :name:, by completion and from the picker", async ({ browser }) => {
  const { ada, grace } = await twoInARoom(browser);
  await sendMessage(ada.page, "🎉");
  await expect(messages(grace.page, "🎉")).toBeVisible();
  await messageBox(ada.page).click();
  await ada.page.keyboard.type("Great :tad");
  await expect(ada.page.getByRole("option").first()).toContainText("🎉");
  await ada.page.keyboard.press("Enter");
  await expect(messageBox(ada.page)).toHaveValue(/^Great 🎉\s?$/);
  await ada.page.keyboard.press("Enter");
  await expect(messages(grace.page, "Great 🎉")).toBeVisible();
  await ada.page.keyboard.type("Well done :rocket: ");
  await expect(messageBox(ada.page)).toHaveValue("Well done 🚀 ");
  await ada.page.keyboard.press("Enter");
  await expect(messages(grace.page, "Well done 🚀")).toBeVisible();
  await ada.page.getByRole("button", { name: "Emoji", exact: true }).click();
  await ada.page.getByRole("searchbox", { name: "Search emoji" }).fill("sunflower");
  await ada.page
    .getByRole("option", { name: /sunflower/i })
    .first()
    .click();
  await expect(messageBox(ada.page)).toHaveValue("🌻");
  await ada.page.keyboard.press("Enter");
  await expect(messages(grace.page, "🌻")).toBeVisible();
});

test("a message that is too long says by how much and is not sent", async ({ browser }) => {
  const { ada } = await twoInARoom(browser);
  await messageBox(ada.page).fill("x".repeat(8_001));
  await expect(messageBox(ada.page)).toHaveAttribute("aria-invalid", "true");
  await expect(ada.page.getByRole("alert").filter({ hasText: "1 character too many" })).toBeVisible();
  await expect(ada.page.getByRole("button", { name: "Send" })).toBeDisabled();
  await messageBox(ada.page).press("Enter");
  await expect(messageBox(ada.page)).toHaveValue(/^x{8001}$/);
  await messageBox(ada.page).fill("x".repeat(8_000));
  await expect(ada.page.getByRole("button", { name: "Send" })).toBeEnabled();
});

test("a link to a message opens the room there", async ({ browser }) => {
  const { ada, grace, room } = await twoInARoom(browser);
  await grace.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await sendMessage(ada.page, "The decision");
  for (let n = 1; n <= 60; n++) await ada.person.send(room, `Later ${n}`);
  await grace.page.reload();
  await waitForHydration(grace.page);
  await expect(messages(grace.page, "Later 60")).toBeInViewport();
  const seq = (await ada.person.fullHistory(room)).find((one) => one.body === "The decision")?.seq;
  await grace.page.goto(`/rooms/${room.id}?m=${seq}`);
  await expect(messages(grace.page, "The decision")).toBeInViewport();
  await chooseFromMenu(grace.page, "The decision", "Copy link");
  const notice = grace.page.getByRole("listitem").filter({ hasText: "Link copied." });
  await expect(notice).toBeVisible();
  // The notice is above the box and covers none of its buttons.
  const isAbove = async () =>
    edgesOf(await notice.boundingBox()).bottom < edgesOf(await messageBox(grace.page).boundingBox()).top;
  await expect.poll(isAbove).toBe(true);
  expect(await grace.page.evaluate(() => navigator.clipboard.readText())).toBe(
    `${sharedServer().url}/rooms/${room.id}?m=${seq}`,
  );
  // A link to a message that does not exist opens the room normally.
  await grace.page.goto(`/rooms/${room.id}?m=4000`);
  await waitForHydration(grace.page);
  await expect(messages(grace.page, "Later 60")).toBeInViewport();
});

test("words from right to left stand beside their author, and are read from the right", async ({ browser }) => {
  const { ada } = await twoInARoom(browser);
  await sendMessage(ada.page, "مرحبا بكم في الحفلة");
  const words = messages(ada.page, "مرحبا").locator("p[dir=auto]");
  const { left, right } = edgesOf(await words.boundingBox());
  const author = edgesOf(await messages(ada.page, "مرحبا").locator("bdi").boundingBox());
  expect(Math.abs(left - author.left)).toBeLessThan(1);
  expect(right - left).toBeLessThan(250);
  await expect(words).toHaveCSS("direction", "rtl");
});

function edgesOf(box: { x: number; y: number; width: number; height: number } | null) {
  if (!box) throw new Error("It is not on the page.");
  return { left: box.x, right: box.x + box.width, top: box.y, bottom: box.y + box.height };
}

const ATTACKS = [
  `<script>window.ran = 1; alert(1)</script>`,
  `<img src=x onerror="window.ran = 1; alert(1)">`,
  `<svg onload="window.ran = 1"><a xlink:href="javascript:alert(1)">x</a></svg>`,
  `"><iframe srcdoc="<script>parent.ran=1</script>"></iframe>`,
  `[click](javascript:window.ran=1)`,
  `[click](java\tscript:alert(1))`,
  `![x](x "onerror=alert(1)")`,
  `<a href="javascript:alert(1)">click</a>`,
  `</textarea><script>alert(1)</script>`,
  `<style>@import 'javascript:alert(1)';</style>`,
  `<math><mtext></mtext><mglyph><svg><mtext><textarea><path id="</textarea><img onerror=alert(1) src=1>">`,
  "```html\n<script>alert(1)</script>\n```",
  `<details open ontoggle=alert(1)>x</details>`,
  `&lt;script&gt;alert(1)&lt;/script&gt;`,
  `{{constructor.constructor('alert(1)')()}}`,
  `javascript:/*--></title></style></textarea></script></xmp><svg/onload='+/"/+/onmouseover=1/+/[*/[]/+alert(1)//'>`,
];

/** Records everything that the page executed, asked for or was prevented from executing. */
async function watchForScripts(page: Page): Promise<() => Promise<string[]>> {
  const found: string[] = [];
  page.on("dialog", (dialog) => {
    found.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.addInitScript(() => {
    const notes: string[] = [];
    Object.assign(window, { notes });
    document.addEventListener("securitypolicyviolation", (event) =>
      notes.push(`violation: ${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  return async () => {
    const inPage = await page.evaluate(() => {
      const { notes, ran } = window as unknown as { notes?: string[]; ran?: unknown };
      return [...(notes ?? []), ...(ran === undefined ? [] : ["ran"])];
    });
    return [...found, ...inPage];
  };
}

test("nothing that people write as a message runs; it is shown as the text that it is", async ({ browser }) => {
  const { ada, grace, room } = await twoInARoom(browser);
  const found = await watchForScripts(grace.page);
  await grace.page.reload();
  await waitForHydration(grace.page);
  for (const body of ATTACKS) await ada.person.send(room, body);
  await expect(messages(grace.page)).toHaveCount(ATTACKS.length);
  await expect(timeline(grace.page)).toContainText("<script>window.ran = 1; alert(1)</script>");
  await expect(timeline(grace.page)).toContainText(`<img src=x onerror="window.ran = 1; alert(1)">`);
  expect(await found()).toEqual([]);
  // The rows are checked once as live rows and once as the server renders them.
  await grace.page.reload();
  await waitForHydration(grace.page);
  await expect(messages(grace.page)).toHaveCount(ATTACKS.length);
  for (const link of await timeline(grace.page).getByRole("link").all())
    expect(await link.getAttribute("href")).toMatch(/^(https?|mailto):/);
  await expect(timeline(grace.page).locator("script, iframe, img, svg[onload], style, object, embed")).toHaveCount(0);
  expect(await found()).toEqual([]);
});

test("nothing runs from the name of a person, of a room, or from its topic", async ({ browser }) => {
  const name = `<img src=x onerror=alert(1)> ${uniqueName("x")}`;
  const topic = `"><script>window.ran = 1</script>`;
  const ada = await signedIn(browser, "ada", { at: "/browse" });
  const found = await watchForScripts(ada.page);
  const mallory = await register(sharedServer(), uniqueName("mallory"));
  const displayName = `<svg onload=alert(1)> M`;
  expect((await mallory.api.patch("/api/chat/me", { displayName, statusText: topic })).status).toBe(200);
  const room = await mallory.createRoom({ name, topic });
  await ada.person.join(room);
  await mallory.send(room, "hello");
  await openRoom(ada.page, room, "?panel=details");
  await expect(ada.page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await expect(ada.page).toHaveTitle(new RegExp(name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")));
  await expect(messages(ada.page, "hello")).toContainText(displayName);
  await expect(ada.page.getByRole("complementary", { name: "Room details" })).toContainText(topic);
  await expect(chatRow(ada.page, name)).toContainText(`${displayName}: hello`);
  await ada.page.goto("/browse");
  await expect(ada.page.getByRole("main").getByRole("link", { name, exact: true })).toBeVisible();
  expect(await found()).toEqual([]);
});

test("what grace pins is over the conversation for ada too, who steps through the pins until they are gone", async ({
  browser,
}) => {
  const { ada, grace, room } = await twoInARoom(browser);
  const first = await ada.person.send(room, "The key is under the mat");
  await sendMany(ada.person, room, 60);
  const last = await ada.person.send(room, "Water on Monday");
  await chooseFromMenu(grace.page, "Water on Monday", "Pin");
  const bar = ada.page.getByRole("region", { name: "Pinned messages", exact: true });
  await expect(bar.getByRole("button", { name: /^Pinned message / })).toContainText("Water on Monday");
  await expect(timeline(ada.page).getByText(/pinned a message$/)).toBeVisible();
  await ada.person.api.request("PUT", `/api/chat/messages/${first.id}/pin`);
  await expect(bar).toContainText("2 of 2");
  await bar.getByRole("button", { name: /^Pinned message / }).press("Enter");
  await expect(bar).toContainText("1 of 2");
  await bar.getByRole("button", { name: /^Pinned message / }).click();
  await expect(messages(ada.page, "The key is under the mat")).toBeInViewport();
  await bar.getByRole("button", { name: "All pinned messages" }).click();
  const details = ada.page.getByRole("complementary", { name: "Room details" });
  const list = details.getByRole("region", { name: "All pinned messages" });
  await expect(list.getByRole("listitem")).toHaveText([/Water on Monday/, /The key is under the mat/]);
  expect(await accessibilityFaults(ada.page, { without: "[role=log]" })).toEqual([]);
  await ada.person.deleteMessage(first);
  await expect(list.getByRole("listitem")).toHaveText([/Water on Monday/]);
  await chooseFromMenu(grace.page, "Water on Monday", "Unpin");
  await expect(ada.page.getByRole("region", { name: /pinned messages$/i })).toHaveCount(0);
  expect(last.pinned).toBe(false);
});
