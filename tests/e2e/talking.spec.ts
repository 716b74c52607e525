import type { Browser } from "@playwright/test";
import { expect, sharedServer, signedIn, signIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import {
  chatList,
  chatRow,
  findBox,
  messageBox,
  messages,
  openRoom,
  sendMessage,
  timeline,
  waitForHydration,
} from "@/tests/support/chat.ts";

/** Two people in a room of their own, which both have on screen. */
async function twoInARoom(browser: Browser) {
  const grace = await register(sharedServer(), uniqueName("grace"));
  const ada = await signedIn(browser, "ada", { at: "/browse" });
  const room = await ada.person.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
  const other = await signIn(browser, grace, { at: `/rooms/${room.id}` });
  await openRoom(ada.page, room);
  await waitForHydration(other.page);
  return { ada, grace: other, room };
}

test("somebody registers: the other sees the direct chat appear, gets a message, reads it, answers", async ({
  browser,
  page,
}) => {
  const grace = await signedIn(browser, "grace", { at: "/browse" });
  const name = uniqueName("ada");
  await expect(chatRow(grace.page, name)).toHaveCount(0);

  await page.goto("/register");
  await page.getByLabel("Username").fill(name);
  await page.getByLabel(/^Password/).fill("a long and unlikely sentence");
  await page.getByRole("button", { name: "Create account" }).click();
  const row = chatRow(grace.page, name);
  await expect(row).toBeVisible();
  await expect(row).toContainText("No messages yet");

  // Of the chats with everybody here, the list has a hundred at first. Whoever is not among them is found as a person.
  await findBox(page).fill(grace.person.username);
  await chatList(page)
    .getByRole("option")
    .filter({ hasText: `@${grace.person.username}` })
    .click();
  await expect(messageBox(page)).toHaveAccessibleName(`Message ${grace.person.username}`);
  await sendMessage(page, "Hello Grace, *nice* to meet you");
  await expect(row).toContainText("Hello Grace, nice to meet you");
  await expect(row).toContainText("1 unread message");
  await expect(grace.page).toHaveTitle(/^\(1\) /);
  await sendMessage(page, "Are you there?");
  await expect(row).toContainText("2 unread messages");
  await expect(grace.page).toHaveTitle(/^\(2\) /);

  await row.click();
  await expect(messages(grace.page, "Are you there?")).toBeVisible();
  await expect(row).not.toContainText("unread");
  await expect(grace.page).toHaveTitle(new RegExp(`^${name} – Parley$`));
  await sendMessage(grace.page, "Yes, hello Ada!");
  await expect(messages(page, "Yes, hello Ada!")).toBeVisible();
  await expect(chatRow(page, grace.person.username)).toContainText("Yes, hello Ada!");
});

test("two people talk: each line is at both, once, in the same order", async ({ browser }) => {
  const { ada, grace } = await twoInARoom(browser);
  const lines = ["One", "Two", "Three", "Four", "Five", "Six"];
  for (const [index, line] of lines.entries())
    await sendMessage(index % 2 === 0 ? ada.page : grace.page, `${line}, said`);
  for (const { page } of [ada, grace]) {
    await expect(messages(page, "said")).toHaveCount(lines.length);
    await expect(messages(page, "said")).toHaveText(lines.map((line) => new RegExp(`${line}, said`)));
  }
});

test("three people who all write at once read the same conversation", async ({ browser }) => {
  const { ada, grace, room } = await twoInARoom(browser);
  const linus = await register(sharedServer(), uniqueName("linus"));
  await ada.person.add(room, linus);
  const third = await signIn(browser, linus, { at: `/rooms/${room.id}` });
  await waitForHydration(third.page);
  const everybody = [ada, grace, third];
  await Promise.all(
    everybody.map(async ({ page, person }) => {
      for (const n of [1, 2, 3, 4, 5]) await sendMessage(page, `number ${n} by ${person.username}`);
    }),
  );
  const stored = (await ada.person.fullHistory(room)).filter((one) => one.kind === "USER").map((one) => one.body);
  expect(stored).toHaveLength(15);
  for (const { page } of everybody) {
    await expect(messages(page, "number")).toHaveCount(15);
    await expect(messages(page, "number")).toHaveText(stored.map((body) => new RegExp(`${body}$`)));
  }
});

test("what one reads in one tab is read in the other within moments", async ({ browser }) => {
  const { ada, grace, room } = await twoInARoom(browser);
  const tab = await grace.context.newPage();
  await tab.goto("/browse");
  await grace.page.goto("/browse");
  await sendMessage(ada.page, "Read me");
  for (const page of [tab, grace.page]) await expect(chatRow(page, room.name)).toContainText("1 unread message");
  await chatRow(tab, room.name).click();
  await expect(messages(tab, "Read me")).toBeVisible();
  for (const page of [tab, grace.page]) {
    await expect(chatRow(page, room.name)).not.toContainText("unread");
    await expect(page).not.toHaveTitle(/^\(/);
  }
});

test("a message that is marked unread is unread in every tab, and read once the room is opened again", async ({
  browser,
}) => {
  const { ada, grace, room } = await twoInARoom(browser);
  const tab = await grace.context.newPage();
  await tab.goto("/browse");
  await sendMessage(ada.page, "First");
  await sendMessage(ada.page, "Second");
  await expect(messages(grace.page, "Second")).toBeVisible();
  await expect(chatRow(tab, room.name)).not.toContainText("unread");
  await messages(grace.page, "First").hover();
  await grace.page.getByRole("button", { name: "More actions" }).click();
  await grace.page.getByRole("menuitem", { name: "Mark unread from here" }).click();
  await expect(chatRow(tab, room.name)).toContainText("2 unread messages");
  await tab.bringToFront();
  await chatRow(tab, room.name).click();
  await expect(messages(tab, "Second")).toBeVisible();
  await expect(chatRow(tab, room.name)).not.toContainText("unread");
});

test("a mention is marked in the list and stands out in the text, for the one it calls", async ({ browser }) => {
  const { ada, grace, room } = await twoInARoom(browser);
  await grace.page.goto("/browse");
  await sendMessage(ada.page, `Nobody is called here`);
  await expect(chatRow(grace.page, room.name)).toContainText("1 unread message");
  await expect(chatRow(grace.page, room.name)).not.toContainText("You are mentioned");
  await sendMessage(ada.page, `@${grace.person.username} could you look?`);
  await expect(chatRow(grace.page, room.name)).toContainText("You are mentioned");
  await expect(chatRow(ada.page, room.name)).not.toContainText("You are mentioned");
  await chatRow(grace.page, room.name).click();
  await expect(messages(grace.page, "could you look?")).toBeVisible();
  await expect(chatRow(grace.page, room.name)).not.toContainText("You are mentioned");
});

test("a name is completed after @ and called", async ({ browser }) => {
  const { ada, grace } = await twoInARoom(browser);
  await messageBox(ada.page).click();
  await messageBox(ada.page).pressSequentially(`Ask @${grace.person.username.slice(0, 8)}`);
  await expect(ada.page.getByRole("option", { name: new RegExp(grace.person.username) })).toBeVisible();
  await ada.page.keyboard.press("Enter");
  await expect(messageBox(ada.page)).toHaveValue(`Ask @${grace.person.username} `);
  await ada.page.keyboard.press("Enter");
  await expect(messages(grace.page, `Ask @${grace.person.username}`)).toBeVisible();
});

test("who types is shown to the other, and no longer once the message is there", async ({ browser }) => {
  const { ada, grace } = await twoInARoom(browser);
  const line = grace.page.getByText(`${ada.person.username} is typing…`);
  await expect(async () => {
    await messageBox(ada.page).pressSequentially("I think");
    await expect(line).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(ada.page.getByText("is typing…")).toHaveCount(0);
  await messageBox(ada.page).press("Enter");
  await expect(messages(grace.page, "I think")).toBeVisible();
  await expect(line).toHaveCount(0);
});

test("who has Parley open is shown as online, and no longer once they are gone", async ({ browser }) => {
  const ada = await signedIn(browser, "ada", { at: "/browse" });
  const grace = await register(sharedServer(), uniqueName("grace"));
  await expect(chatRow(ada.page, grace.username)).toBeVisible();
  await expect(chatRow(ada.page, grace.username)).not.toContainText("online");
  const second = await signIn(browser, grace, { at: "/browse" });
  await expect(chatRow(ada.page, grace.username)).toContainText("online");
  await second.context.close();
  await expect(chatRow(ada.page, grace.username)).not.toContainText("online", { timeout: 45_000 });
});

test("somebody new to a busy room sees what was said before they came", async ({ browser }) => {
  const { ada, room } = await twoInARoom(browser);
  await sendMessage(ada.page, "Said before");
  const linus = await signedIn(browser, "linus", { at: "/browse" });
  await ada.person.add(room, linus.person);
  await chatRow(linus.page, room.name).click();
  await expect(messages(linus.page, "Said before")).toBeVisible();
  await expect(timeline(linus.page)).toContainText(`${ada.person.username} added you`);
  await expect(timeline(ada.page)).toContainText(`added ${linus.person.username}`);
});
