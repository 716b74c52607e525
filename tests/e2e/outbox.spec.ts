import type { BrowserContext, Page } from "@playwright/test";
import { uploaded } from "@/tests/support/attach-files.ts";
import { expect, logIn, logOut, sharedServer, signedIn, signIn, test, uniqueName } from "@/tests/support/browser.ts";
import { type Person, register } from "@/tests/support/cast.ts";
import {
  goToChat,
  messageBox,
  messages,
  openRoom,
  sendMessage,
  timeline,
  waitForHydration,
} from "@/tests/support/chat.ts";

type Room = { id: string };

const sends = /\/api\/chat\/rooms\/\w+\/messages$/;
const unsent = (page: Page) => timeline(page).getByRole("article", { name: /^(Sending|Waiting to be sent|Not sent)/ });
const stored = async (person: Person, room: Room) =>
  (await person.fullHistory(room)).filter((one) => one.kind === "USER").map((one) => one.body);

/** Holds the replies to sends, until the returned function is called. Everything else is answered. */
async function holdSends(context: BrowserContext): Promise<() => Promise<void>> {
  await context.route(sends, (route) =>
    route.request().method() === "POST"
      ? route.fulfill({ status: 503, json: { error: { code: "unavailable", message: "Busy." } } })
      : route.continue(),
  );
  return () => context.unrouteAll();
}

async function write(page: Page, ...lines: string[]): Promise<void> {
  for (const line of lines) {
    await messageBox(page).fill(line);
    await messageBox(page).press("Enter");
    await expect(messages(page, line)).toHaveCount(1);
  }
}

async function aloneInARoom(browser: Parameters<typeof signedIn>[0]) {
  const ada = await signedIn(browser, "ada", { at: "/settings" });
  const room = await ada.person.createRoom({});
  await openRoom(ada.page, room);
  return { ...ada, room };
}

test("what was not sent survives a reload, is shown again, and goes in order", async ({ browser, allowErrors }) => {
  allowErrors(/503/);
  const { page, context, room, person } = await aloneInARoom(browser);
  const release = await holdSends(context);
  await write(page, "First", "Second", "Third");
  await page.reload();
  await waitForHydration(page);
  await expect(unsent(page)).toHaveCount(3);
  expect(await stored(person, room)).toEqual([]);
  await release();
  await page.reload();
  await waitForHydration(page);
  await expect(messages(page)).toHaveText([/First/, /Second/, /Third/]);
  await expect(unsent(page)).toHaveCount(0);
  expect(await stored(person, room)).toEqual(["First", "Second", "Third"]);
});

test("what a closed tab left is sent by the next one, from whatever page that opens at", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/503/);
  const { page, context, room, person } = await aloneInARoom(browser);
  const release = await holdSends(context);
  await write(page, "Left behind");
  await page.close();
  await release();
  const next = await context.newPage();
  await next.goto("/settings");
  await expect.poll(() => stored(person, room)).toEqual(["Left behind"]);
});

test("what a browser kept under room ids before conversations had keys is found: sent, drafted, attached and edited", async ({
  browser,
}) => {
  const { page, person } = await signedIn(browser, "ada", { at: "/settings" });
  const room = await person.createRoom({});
  const edited = await person.send(room, "To be put better");
  await page.evaluate(leaveInOldForm, {
    viewerId: person.id,
    roomId: room.id,
    edited: { id: edited.id, seq: edited.seq },
  });
  await openRoom(page, room);
  await expect(page.getByRole("textbox", { name: "Edit message" })).toHaveValue("Put better");
  await expect(messageBox(page)).toHaveValue("Half a thought");
  await uploaded(page, "drafted.txt");
  await expect(messages(page, "Written before")).toContainText("sent.txt");
  await expect(unsent(page)).toHaveCount(0);
  expect(await stored(person, room)).toEqual(["To be put better", "Written before"]);
});

/** Runs in the page and writes drafts and messages in the form of an older Parley. */
async function leaveInOldForm(of: { viewerId: string; roomId: string; edited: { id: string; seq: number } }) {
  const { viewerId, roomId, edited } = of;
  const key = `parley:draft:${viewerId}:${roomId}`;
  const now = new Date();
  localStorage.setItem(key, JSON.stringify({ body: "Half a thought", editedAt: now.toISOString(), isUnsaved: true }));
  const texts = { [edited.id]: { seq: edited.seq, body: "Put better" } };
  localStorage.setItem(`${key}:edits`, JSON.stringify({ openId: edited.id, texts }));

  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open("parley", 2);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("outbox", { keyPath: "clientId" }).createIndex("viewerId", "viewerId");
      request.result.createObjectStore("files", { keyPath: "id" }).createIndex("owner", "owner");
      request.result.createObjectStore("blobs");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const tx = database.transaction(["outbox", "files", "blobs"], "readwrite");
  const clientId = "00000000-0000-4000-8000-000000000001";
  const keep = (id: string, name: string, owner: string) => {
    const bytes = new Blob(["tea"]);
    const unknown = { width: null, height: null, durationMs: null, posterOf: null };
    const notUploaded = { presigned: null, fileId: null, uploadedAt: null, attachedAt: now.getTime() };
    const file = { id, viewerId, owner, position: 0, name, size: bytes.size, type: "text/plain", kind: "document" };
    tx.objectStore("files").put({ ...file, alt: "", ...unknown, ...notUploaded });
    tx.objectStore("blobs").put(bytes, id);
    return { id, name, size: bytes.size, kind: "document" };
  };
  keep("old-draft", "drafted.txt", `draft ${viewerId} ${roomId}`);
  const files = [keep("old-sent", "sent.txt", `message ${clientId}`)];
  const message = { clientId, body: "Written before", replyToId: null, createdAt: now.toISOString(), files };
  const state = { status: "sending", queuedAt: now.getTime(), isRefused: false };
  tx.objectStore("outbox").put({ ...message, viewerId, roomId, ...state });
  await new Promise((resolve, reject) => {
    tx.oncomplete = resolve;
    tx.onabort = reject;
  });
  database.close();
}

test("two tabs with the same unsent messages send each once", async ({ browser, allowErrors }) => {
  allowErrors(/503/);
  const { page, context, room, person } = await aloneInARoom(browser);
  const release = await holdSends(context);
  await write(page, "One", "Two");
  const tab = await context.newPage();
  await openRoom(tab, room);
  await expect(unsent(tab)).toHaveCount(2);
  await release();
  for (const one of [page, tab]) {
    await expect(unsent(one)).toHaveCount(0, { timeout: 40_000 });
    await expect(messages(one)).toHaveText([/One/, /Two/]);
  }
  expect(await stored(person, room)).toEqual(["One", "Two"]);
});

test("Discard in one tab takes the row out of the other, and nothing is sent", async ({ browser, allowErrors }) => {
  allowErrors(/503|422/);
  const { page, context, room, person } = await aloneInARoom(browser);
  await context.route(sends, (route) =>
    route.fulfill({ status: 422, json: { error: { code: "invalid", message: "Not this one." } } }),
  );
  await write(page, "Regretted");
  await expect(unsent(page)).toContainText("Not this one.");
  const tab = await context.newPage();
  await openRoom(tab, room);
  await expect(unsent(tab)).toContainText("Not this one.");
  await unsent(page).getByRole("button", { name: "Discard" }).click();
  await expect(unsent(tab)).toHaveCount(0);
  await context.unrouteAll();
  expect(await stored(person, room)).toEqual([]);
});

test("a refused message goes back into the message box to be changed", async ({ browser, allowErrors }) => {
  allowErrors(/422/);
  const { page, context, room, person } = await aloneInARoom(browser);
  await context.route(sends, (route) =>
    route.fulfill({ status: 422, json: { error: { code: "invalid", message: "Not like this." } } }),
  );
  await write(page, "Almost right");
  await unsent(page).getByRole("button", { name: "Edit" }).click();
  await expect(messageBox(page)).toHaveValue("Almost right");
  await expect(unsent(page)).toHaveCount(0);
  await context.unrouteAll();
  await messageBox(page).press("Enter");
  await expect.poll(() => stored(person, room)).toEqual(["Almost right"]);
});

test("logging out with unsent messages asks first, and whoever logs in next in that tab never sees or sends them", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/503/);
  const { page, context, room, person } = await aloneInARoom(browser);
  const grace = await register(sharedServer(), uniqueName("grace"));
  await grace.join(room);
  const release = await holdSends(context);
  await write(page, "Private until sent");
  await page.goto("/settings");
  await page.getByRole("button", { name: "Log out" }).click();
  const question = page.getByRole("alertdialog", { name: "Log out with unsent messages?" });
  await expect(question).toContainText("One message has not reached the server.");
  await question.getByRole("button", { name: "Log out" }).click();
  await page.waitForURL("**/login");
  await release();

  await logIn(page, grace);
  await goToChat(page, room.name);
  await expect(messages(page)).toHaveCount(0);
  await sendMessage(page, "Mine");
  await expect(unsent(page)).toHaveCount(0);
  expect(await stored(grace, room)).toEqual(["Mine"]);

  await logOut(page);
  await logIn(page, person);
  await expect.poll(() => stored(grace, room)).toEqual(["Mine", "Private until sent"]);
});

test("a tab that slept while somebody else logged in sends nothing under their name", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/503|401/);
  const { page, context, room, person } = await aloneInARoom(browser);
  const grace = await register(sharedServer(), uniqueName("grace"));
  await grace.join(room);
  const release = await holdSends(context);
  await write(page, "Only mine");
  const graces = await signIn(browser, grace, { at: "/settings" });
  const leaving = page.waitForRequest((request) => request.isNavigationRequest() && request.url().includes("/login"));
  await context.addCookies(await graces.context.cookies());
  await release();
  await leaving;
  await openRoom(page, room);
  await sendMessage(page, "From grace");
  expect(await stored(grace, room)).toEqual(["From grace"]);
  await logOut(page);
  await logIn(page, person);
  await expect.poll(() => stored(grace, room)).toEqual(["From grace", "Only mine"]);
});
