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

/** Ada's room with Grace in it; both have it on screen. */
async function adasRoom(browser: Browser, kind: "OPEN" | "PRIVATE" = "OPEN") {
  const name = uniqueName(kind === "OPEN" ? "Garden" : "Board");
  const ada = await signedIn(browser, "ada", { at: "/browse" });
  const room = await ada.person.createRoom({ kind, name });
  const grace = await register(sharedServer(), uniqueName("grace"));
  if (kind === "OPEN") await grace.join(room);
  else await ada.person.add(room, grace);
  await openRoom(ada.page, room);
  const second = await signIn(browser, grace, { at: `/rooms/${room.id}` });
  await waitForHydration(second.page);
  return { ada, grace: second, room, name };
}

test("somebody creates an open room; another finds it by browsing, joins and writes", async ({ browser }) => {
  const name = uniqueName("Garden");
  const ada = await signedIn(browser, "ada", { at: "/" });
  await ada.page.getByRole("button", { name: "Create a room" }).click();
  const dialog = ada.page.getByRole("dialog", { name: "Create a room" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Topic (optional)").fill("What grows");
  await dialog.getByRole("button", { name: "Create room" }).click();
  await expect(ada.page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await expect(timeline(ada.page)).toContainText(`${ada.person.username} created this room`);

  const grace = await signedIn(browser, "grace", { at: "/browse" });
  await grace.page.getByRole("searchbox", { name: "Find a room" }).fill(name);
  await expect(grace.page.getByText("1 open room", { exact: true })).toBeVisible();
  await expect(grace.page.getByRole("main").getByRole("listitem")).toContainText("What grows");
  await grace.page.getByRole("button", { name: `Join ${name}` }).click();
  await expect(timeline(grace.page)).toContainText(`${grace.person.username} joined`);
  await expect(timeline(ada.page)).toContainText(`${grace.person.username} joined`);
  await sendMessage(grace.page, "What a lovely place");
  await expect(messages(ada.page, "What a lovely place")).toBeVisible();
  await expect(ada.page.getByRole("button", { name: "2 members" })).toBeVisible();
});

test("a room's address leads somebody who is not in it to the way in", async ({ browser }) => {
  const { room, name } = await adasRoom(browser);
  const linus = await signedIn(browser, "linus", { at: `/rooms/${room.id}` });
  await expect(messageBox(linus.page)).toHaveCount(0);
  await linus.page
    .getByRole("region", { name: `About ${name}` })
    .getByRole("button", { name: "Join room" })
    .click();
  await expect(messageBox(linus.page)).toBeVisible();
  await sendMessage(linus.page, "I am in");
});

test("a private room is not there for somebody outside, until they are added", async ({ browser, allowErrors }) => {
  allowErrors(/404/);
  const { ada, room, name } = await adasRoom(browser, "PRIVATE");
  await sendMessage(ada.page, "Between us");
  const mallory = await signedIn(browser, "mallory", { at: `/rooms/${room.id}` });
  await expect(mallory.page.getByText("This room is not here")).toBeVisible();
  await mallory.page.getByRole("link", { name: "Browse rooms" }).first().click();
  await mallory.page.getByRole("searchbox", { name: "Find a room" }).fill(name);
  await expect(mallory.page.getByText(`No open room is called “${name}”`)).toBeVisible();
  expect(await mallory.page.content()).not.toContain("Between us");

  await ada.page.getByRole("button", { name: "Room details" }).click();
  await ada.page.getByRole("button", { name: "Add people" }).click();
  const dialog = ada.page.getByRole("dialog", { name: `Add people to ${name}` });
  await dialog.getByRole("combobox", { name: "People" }).fill(mallory.person.username);
  await dialog.getByRole("option", { name: new RegExp(mallory.person.username) }).click();
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await chatRow(mallory.page, name).click();
  await expect(messages(mallory.page, "Between us")).toBeVisible();
});

test("whoever is alone in a room is offered to add people", async ({ browser }) => {
  const grace = await register(sharedServer(), uniqueName("grace"));
  const ada = await signedIn(browser, "ada", { at: "/browse" });
  const name = uniqueName("Garden");
  await openRoom(ada.page, await ada.person.createRoom({ name }));
  await expect(ada.page.getByRole("button", { name: "1 member" })).toBeVisible();
  await ada.page.getByRole("button", { name: "Add people" }).click();
  const dialog = ada.page.getByRole("dialog", { name: `Add people to ${name}` });
  await dialog.getByRole("combobox", { name: "People" }).fill(grace.username);
  await dialog.getByRole("option", { name: new RegExp(grace.username) }).click();
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(ada.page.getByRole("button", { name: "2 members" })).toBeVisible();
  await expect(ada.page.getByRole("button", { name: "Add people" })).toHaveCount(0);
});

test("a name that is taken is refused at its field", async ({ browser, allowErrors }) => {
  allowErrors(/409|422|400/);
  const { ada, name } = await adasRoom(browser);
  await ada.page.getByRole("button", { name: "Create a room" }).click();
  const dialog = ada.page.getByRole("dialog", { name: "Create a room" });
  // The browser cuts off a text that is too long, and the page says so.
  const isFull = dialog.getByText("This is as long as it can be.");
  await dialog.getByLabel("Name").focus();
  await ada.page.keyboard.insertText("Long ".repeat(20));
  await expect(isFull).toBeVisible();
  await dialog.getByLabel("Name").fill(name.toUpperCase());
  await expect(isFull).toBeHidden();
  await dialog.getByRole("button", { name: "Create room" }).click();
  await expect(dialog.getByLabel("Name")).toHaveAccessibleDescription(/taken|already|another/i);
  await expect(dialog.getByLabel("Name")).toHaveValue(name.toUpperCase());
});

test("people who come one after the other share a line, live and after a reload", async ({ browser }) => {
  const { ada, room, grace } = await adasRoom(browser);
  const names = [grace.person.username];
  for (const who of ["linus", "katherine", "edsger"]) {
    const person = await register(sharedServer(), uniqueName(who));
    await person.join(room);
    names.push(person.username);
  }
  const line = `${names[0]}, ${names[1]} and 2 others joined`;
  await expect(timeline(ada.page).getByText(line)).toHaveCount(1);
  await ada.page.reload();
  await waitForHydration(ada.page);
  await expect(timeline(ada.page).getByText(line)).toHaveCount(1);
});

test("somebody who leaves is told of at the others, and has the room no longer", async ({ browser, allowErrors }) => {
  allowErrors(/404/);
  const { ada, grace, name } = await adasRoom(browser);
  await grace.page.getByRole("button", { name: "Room details" }).click();
  await grace.page.getByRole("button", { name: "Leave room" }).click();
  await grace.page.getByRole("alertdialog").getByRole("button", { name: "Leave room" }).click();
  await expect(chatRow(grace.page, name)).toHaveCount(0);
  await expect(grace.page.getByText("You are no longer in")).toHaveCount(0);
  await expect(timeline(ada.page)).toContainText(`${grace.person.username} left`);
  await expect(ada.page.getByRole("button", { name: "1 member" })).toBeVisible();
  await sendMessage(ada.page, "She is gone");
  await expect(chatRow(grace.page, name)).toHaveCount(0);
});

test("the last owner hands the room over before leaving", async ({ browser, allowErrors }) => {
  allowErrors(/409|404/);
  const { ada, grace, name } = await adasRoom(browser);
  await ada.page.getByRole("button", { name: "Room details" }).click();
  await ada.page.getByRole("button", { name: "Leave room" }).click();
  await ada.page.getByRole("alertdialog").getByRole("button", { name: "Leave room" }).click();
  const dialog = ada.page.getByRole("dialog", { name: `Hand over ${name}` });
  await dialog.getByLabel("New owner").selectOption({ label: `${grace.person.username} (@${grace.person.username})` });
  await dialog.getByRole("button", { name: "Hand over and leave" }).click();
  await expect(chatRow(ada.page, name)).toHaveCount(0);
  await grace.page.getByRole("button", { name: "Room details" }).click();
  await expect(grace.page.getByRole("button", { name: "Delete room" })).toBeVisible();
});

test("somebody who is removed sees the room close and reads nothing more of it", async ({ browser, allowErrors }) => {
  allowErrors(/404/);
  const { ada, grace, room, name } = await adasRoom(browser, "PRIVATE");
  await sendMessage(ada.page, "Still together");
  await expect(messages(grace.page, "Still together")).toBeVisible();
  await ada.page.getByRole("button", { name: "Room details" }).click();
  const details = ada.page.getByRole("complementary", { name: "Room details" });
  await details.getByRole("listitem").filter({ hasText: grace.person.username }).hover();
  await details.getByRole("button", { name: `Actions for ${grace.person.username}` }).click();
  await ada.page.getByRole("menuitem", { name: "Remove from room…" }).click();
  await ada.page
    .getByRole("alertdialog")
    .getByRole("button", { name: /^Remove/ })
    .click();
  await expect(grace.page.getByText(`You are no longer in ${name}`)).toBeVisible();
  await expect(chatRow(grace.page, name)).toHaveCount(0);
  await expect(messageBox(grace.page).and(grace.page.getByLabel(`Message ${name}`))).toHaveCount(0);
  await sendMessage(ada.page, "Now alone");
  await grace.page.goto(`/rooms/${room.id}`);
  await expect(grace.page.getByText("This room is not here")).toBeVisible();
  expect(await grace.page.content()).not.toContain("Now alone");
});

test("a new name and topic are at everybody without reload", async ({ browser }) => {
  const { ada, grace, name } = await adasRoom(browser);
  const renamed = uniqueName("Orchard");
  await ada.page.getByRole("button", { name: "Room details" }).click();
  await ada.page.getByRole("button", { name: "Change the name" }).click();
  await ada.page.getByLabel("Name", { exact: true }).fill(renamed);
  await ada.page.getByRole("button", { name: "Save" }).click();
  await expect(grace.page.getByRole("heading", { name: renamed, level: 1 })).toBeVisible();
  await expect(chatRow(grace.page, renamed)).toBeVisible();
  await expect(chatRow(grace.page, name)).toHaveCount(0);
  await expect(timeline(grace.page)).toContainText(`${ada.person.username} renamed the room to “${renamed}”`);

  await ada.page.getByRole("button", { name: "Change the topic" }).click();
  await ada.page.getByLabel("Topic", { exact: true }).fill("Apples and pears");
  await ada.page.getByRole("button", { name: "Save" }).click();
  await expect(grace.page.getByRole("main").getByText("Apples and pears", { exact: true })).toBeVisible();
  await expect(timeline(grace.page)).toContainText("set the topic to “Apples and pears”");
});

test("an archived room can be read but not written in, and comes back", async ({ browser }) => {
  const { ada, grace, name } = await adasRoom(browser);
  await sendMessage(ada.page, "To be kept");
  await ada.page.getByRole("button", { name: "Room details" }).click();
  await ada.page.getByRole("button", { name: "Archive room" }).click();
  await ada.page.getByRole("alertdialog").getByRole("button", { name: "Archive room" }).click();
  await expect(grace.page.getByText("This room is archived. Its history stays readable.")).toBeVisible();
  await expect(messageBox(grace.page)).toHaveCount(0);
  await expect(messages(grace.page, "To be kept")).toBeVisible();
  await ada.page.getByRole("button", { name: "Take out of the archive" }).click();
  await ada.page.getByRole("alertdialog").getByRole("button", { name: "Take out of the archive" }).click();
  await expect(messageBox(grace.page)).toBeVisible();
  await expect(chatRow(grace.page, name)).toBeVisible();
});

test("a deleted room is gone for everybody, once its name was typed", async ({ browser, allowErrors }) => {
  allowErrors(/404/);
  const { ada, grace, name } = await adasRoom(browser);
  await ada.page.getByRole("button", { name: "Room details" }).click();
  await ada.page.getByRole("button", { name: "Delete room" }).click();
  const dialog = ada.page.getByRole("dialog", { name: `Delete ${name}?` });
  await dialog.getByRole("textbox").fill("Something else");
  await dialog.getByRole("button", { name: "Delete room" }).click();
  await expect(dialog.getByRole("textbox")).toHaveAccessibleDescription(/exactly as it is written/);
  await dialog.getByRole("textbox").fill(name);
  await dialog.getByRole("button", { name: "Delete room" }).click();
  await expect(chatRow(ada.page, name)).toHaveCount(0);
  await expect(grace.page.getByText(`You are no longer in ${name}`)).toBeVisible();
  await expect(chatRow(grace.page, name)).toHaveCount(0);
});

test("a direct chat with several people is begun, and found again instead of made twice", async ({ browser }) => {
  const grace = await register(sharedServer(), uniqueName("grace"));
  const linus = await register(sharedServer(), uniqueName("linus"));
  const ada = await signedIn(browser, "ada", { at: "/browse" });
  const addresses: string[] = [];
  for (const people of [
    [grace, linus],
    [linus, grace],
  ]) {
    await ada.page.goto("/browse");
    await ada.page.getByRole("button", { name: "Start a direct chat" }).click();
    const dialog = ada.page.getByRole("dialog", { name: "New direct chat" });
    for (const person of people) {
      await dialog.getByRole("combobox", { name: "People" }).fill(person.username);
      await dialog.getByRole("option", { name: new RegExp(person.username) }).click();
      await expect(dialog.getByRole("list", { name: "Chosen people" })).toContainText(person.username);
    }
    await dialog.getByRole("button", { name: "Open chat" }).click();
    await expect(messageBox(ada.page)).toBeVisible();
    addresses.push(ada.page.url());
  }
  expect(addresses[1]).toBe(addresses[0]);
  await sendMessage(ada.page, "The three of us");
  const second = await signIn(browser, linus, { at: "/browse" });
  await expect(chatList(second.page).getByRole("link").filter({ hasText: "The three of us" })).toHaveCount(1);
});

test("a room that grace is not in is found by the box and by Ctrl+K, and joined from there", async ({ browser }) => {
  const grace = await signedIn(browser, "grace", { at: "/" });
  const ada = await register(sharedServer(), uniqueName("ada"));
  const rooms = [
    await ada.createRoom({ name: uniqueName("Rowing") }),
    await ada.createRoom({ name: uniqueName("Chess") }),
  ];
  const [rowing, chess] = rooms.map((room) => room.name) as [string, string];
  await findBox(grace.page).fill(rowing.toLowerCase());
  await chatList(grace.page).getByRole("option", { name: rowing }).filter({ hasText: "Join" }).click();
  await grace.page.getByRole("button", { name: "Join room" }).click();
  await expect(chatRow(grace.page, rowing)).toBeVisible();
  await expect(messageBox(grace.page)).toBeVisible();
  await grace.page.keyboard.press("Control+k");
  await grace.page.getByRole("combobox", { name: "Go to" }).fill(chess);
  await expect(grace.page.getByRole("option", { name: chess, selected: true })).toContainText("Join");
  await grace.page.keyboard.press("Enter");
  await grace.page.getByRole("button", { name: "Join room" }).click();
  await expect(chatRow(grace.page, chess)).toBeVisible();
});

test("the search box narrows the list to people and rooms by a part of their name", async ({ browser }) => {
  const { grace, ada, name } = await adasRoom(browser);
  const box = findBox(grace.page);
  const found = chatList(grace.page).getByRole("option");
  await box.fill(name.slice(3));
  await expect(found.filter({ hasText: `${name}, ` })).toBeVisible();
  await expect(chatRow(grace.page, "General")).toHaveCount(0);
  await box.fill(ada.person.username.slice(1));
  await expect(found.filter({ hasText: `@${ada.person.username}` })).toBeVisible();
  await box.fill("nothing is called like this");
  await expect(grace.page.getByText("No room and no person is called")).toBeVisible();
  await box.press("Escape");
  await expect(chatRow(grace.page, "General")).toBeVisible();
});
