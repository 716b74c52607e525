// docs/reliability.md D11, D12.
import type { Browser, Page, Route } from "@playwright/test";
import { expect, sharedServer, signedIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import { messageBox, messages, openRoom, sendMessage, timeline, waitForHydration } from "@/tests/support/chat.ts";
import { startFaultyProxy } from "@/tests/support/faulty-proxy.ts";

async function alone(browser: Browser) {
  const ada = await signedIn(browser, "ada", { at: "/settings" });
  const room = await ada.person.createRoom({});
  await openRoom(ada.page, room);
  return { ...ada, room };
}

const sends = (room: { id: string }) => new RegExp(`/api/chat/rooms/${room.id}/messages$`);
const sending = (page: Page) => timeline(page).getByRole("article", { name: /^Sending/ });
const waiting = (page: Page) => timeline(page).getByRole("article", { name: /^Waiting to be sent/ });
const failed = (page: Page) => timeline(page).getByRole("article", { name: /^Not sent/ });

async function write(page: Page, text: string): Promise<void> {
  await messageBox(page).fill(text);
  await messageBox(page).press("Enter");
}

test("a message is shown at once while it is on its way, and stays one when its reply comes after its event", async ({
  browser,
}) => {
  const { page, room, person } = await alone(browser);
  let answer = () => {};
  const held = new Promise<void>((done) => {
    answer = done;
  });
  await page.route(sends(room), async (route) => {
    // The server has stored and published the message; only the sender's reply is late.
    const response = await route.fetch();
    await held;
    await route.fulfill({ response });
  });
  await write(page, "Late reply");
  await expect(messages(page, "Late reply")).toHaveCount(1);
  await expect
    .poll(async () => (await person.history(room)).messages.some((one) => one.body === "Late reply"))
    .toBe(true);
  // The event has arrived, so the row is a stored message before the reply is there.
  await expect(sending(page)).toHaveCount(0);
  await expect(messages(page, "Late reply")).toHaveCount(1);
  answer();
  await page.unrouteAll({ behavior: "wait" });
  await sendMessage(page, "The next one");
  await expect(messages(page)).toHaveText([/Late reply/, /The next one/]);
});

test("a message stays one when its event comes after its reply", async ({ browser }) => {
  const ada = await signedIn(browser, "ada", { at: "/settings" });
  const room = await ada.person.createRoom({});
  let release = () => {};
  const held = new Promise<void>((done) => {
    release = done;
  });
  let isSubscribed = false;
  let isHolding = false;
  let late = 0;
  await ada.page.routeWebSocket(/\/app\//, (socket) => {
    const server = socket.connectToServer();
    server.onMessage(async (frame) => {
      isSubscribed ||= String(frame).includes("subscription_succeeded") && String(frame).includes(room.id);
      if (isHolding && String(frame).includes("message.changed")) {
        late += 1;
        await held;
      }
      socket.send(frame);
    });
  });
  await openRoom(ada.page, room);
  await expect.poll(() => isSubscribed).toBe(true);
  await sendMessage(ada.page, "All is well");
  isHolding = true;
  await sendMessage(ada.page, "Late event");
  await expect(messages(ada.page, "Late event")).toHaveCount(1);
  await expect.poll(() => late).toBeGreaterThan(0);
  release();
  await sendMessage(ada.page, "The next one");
  await expect(messages(ada.page)).toHaveText([/All is well/, /Late event/, /The next one/]);
});

test("while the message is on its way it says so, and no second Enter sends it twice", async ({ browser }) => {
  const { page, room, person } = await alone(browser);
  let go = () => {};
  const held = new Promise<void>((done) => {
    go = done;
  });
  await page.route(sends(room), async (route) => {
    await held;
    await route.continue();
  });
  await write(page, "Slow one");
  await expect(sending(page)).toHaveCount(1);
  await messageBox(page).press("Enter");
  await write(page, "Second in line");
  await expect(sending(page)).toHaveCount(2);
  go();
  await expect(sending(page)).toHaveCount(0);
  await expect(messages(page)).toHaveText([/Slow one/, /Second in line/]);
  const stored = (await person.history(room)).messages.filter((one) => one.kind === "USER");
  expect(stored.map((one) => one.body)).toEqual(["Slow one", "Second in line"]);
});

test("a message that the server refuses says why, and Discard takes it away", async ({ browser, allowErrors }) => {
  allowErrors(/42[29]|400/);
  const { page, room, person } = await alone(browser);
  const error = { code: "invalid", message: "The message cannot be stored.", fields: { body: "Not this one." } };
  await page.route(sends(room), (route) => route.fulfill({ status: 422, json: { error } }));
  await write(page, "Unwanted");
  await expect(failed(page)).toContainText("Not sent. Not this one.");
  await failed(page).getByRole("button", { name: "Discard" }).click();
  await expect(messages(page, "Unwanted")).toHaveCount(0);
  await page.unrouteAll();
  await sendMessage(page, "Wanted");
  expect((await person.history(room)).messages.filter((one) => one.kind === "USER")).toHaveLength(1);
});

test("a server that is away for ten seconds costs nothing: the message is stored once, by itself", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/503/);
  const { page, room, person } = await alone(browser);
  const clientIds = new Set<string>();
  const started = Date.now();
  await page.route(sends(room), async (route: Route) => {
    clientIds.add(route.request().postDataJSON().clientId);
    if (Date.now() - started > 10_000) return route.continue();
    await route.fulfill({ status: 503, json: { error: { code: "unavailable", message: "Busy." } } });
  });
  await write(page, "Patience");
  await expect(sending(page)).toHaveCount(1);
  await expect(sending(page)).toHaveCount(0, { timeout: 30_000 });
  await expect(failed(page)).toHaveCount(0);
  await expect(messages(page, "Patience")).toHaveCount(1);
  expect(clientIds.size).toBe(1);
  expect((await person.history(room)).messages.filter((one) => one.body === "Patience")).toHaveLength(1);
});

test("offline, a message is shown as waiting for the connection, not as failed, and goes by itself when the connection is back", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/ERR_INTERNET_DISCONNECTED|WebSocket/);
  const { page, room, person, context } = await alone(browser);
  await sendMessage(page, "Online");
  await context.setOffline(true);
  await write(page, "Offline");
  await write(page, "And after it");
  await expect(sending(page)).toHaveCount(2);
  await expect(waiting(page)).toContainText("Waiting for connection", { timeout: 40_000 });
  await expect(failed(page)).toHaveCount(0);
  await expect(waiting(page).getByRole("alert")).toHaveCount(0);
  await expect(page.getByText("Reconnecting…")).toBeVisible();
  await context.setOffline(false);
  await expect(waiting(page)).toHaveCount(0);
  await expect(sending(page)).toHaveCount(0);
  await expect.poll(async () => (await person.history(room)).messages.at(-1)?.body).toBe("And after it");
  await expect(page.getByText("Reconnecting…")).toHaveCount(0, { timeout: 30_000 });
  await expect(messages(page)).toHaveText([/Online/, /Offline/, /And after it/]);
});

test("Retry does not wait for the next try, sends the same message, and one row stays", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/503/);
  const { page, room, person } = await alone(browser);
  const clientIds = new Set<string>();
  let isAway = true;
  await page.route(sends(room), async (route: Route) => {
    clientIds.add(route.request().postDataJSON().clientId);
    if (!isAway) return route.continue();
    await route.fulfill({ status: 503, json: { error: { code: "unavailable", message: "Busy." } } });
  });
  await write(page, "Once more");
  await expect(waiting(page)).toContainText("Waiting for the server", { timeout: 40_000 });
  isAway = false;
  await waiting(page).getByRole("button", { name: "Retry" }).click();
  await expect(waiting(page)).toHaveCount(0);
  await expect(messages(page, "Once more")).toHaveCount(1);
  await expect.poll(async () => (await person.history(room)).messages.at(-1)?.body).toBe("Once more");
  expect(clientIds.size).toBe(1);
});

test("a reply that is cut off after the message was stored makes no second one", async ({ browser, allowErrors }) => {
  allowErrors(/ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_SOCKET_NOT_CONNECTED|WebSocket/);
  const proxy = await startFaultyProxy(Number(new URL(sharedServer().url).port));
  const ada = await signedIn(browser, "ada", { at: "/settings", server: proxy });
  const room = await ada.person.createRoom({});
  await openRoom(ada.page, room);
  await sendMessage(ada.page, "Whole");
  let tries = 0;
  await ada.page.route(sends(room), async (route) => {
    tries += 1;
    if (tries > 1) return route.continue();
    await route.fetch();
    await route.abort("connectionreset");
  });
  await write(ada.page, "Cut in the middle");
  await expect.poll(() => tries).toBeGreaterThanOrEqual(1);
  await expect(sending(ada.page)).toHaveCount(0);
  await expect(failed(ada.page)).toHaveCount(0);
  await expect(messages(ada.page)).toHaveText([/Whole/, /Cut in the middle/]);
  const stored = (await ada.person.history(room)).messages.filter((one) => one.kind === "USER");
  expect(stored.map((one) => one.body)).toEqual(["Whole", "Cut in the middle"]);
  await ada.context.close();
  await proxy.close();
});

test("two tabs of one person write at once: both read the same, each line once", async ({ browser }) => {
  const { page, room, context, person } = await alone(browser);
  const tab = await context.newPage();
  await tab.goto(`/rooms/${room.id}`);
  await waitForHydration(tab);
  await Promise.all(
    [page, tab].map(async (one, index) => {
      for (let n = 1; n <= 6; n++) await sendMessage(one, `tab ${index + 1} line ${n}`);
    }),
  );
  const all = async () => (await person.fullHistory(room)).filter((one) => one.kind === "USER").map((one) => one.body);
  // Each tab waits for the reply to both messages.
  await expect.poll(all).toHaveLength(12);
  const stored = await all();
  for (const one of [page, tab])
    await expect(messages(one, /tab \d/)).toHaveText(stored.map((body) => new RegExp(`${body}$`)));
});

test("somebody who may not write here any more is told so at the message, not in silence", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/40[39]/);
  const grace = await register(sharedServer(), uniqueName("grace"));
  const room = await grace.createRoom({});
  const ada = await signedIn(browser, "ada", { at: "/settings" });
  await ada.person.join(room);
  await openRoom(ada.page, room);
  await sendMessage(ada.page, "Still open");
  let go = () => {};
  const held = new Promise<void>((done) => {
    go = done;
  });
  await ada.page.route(sends(room), async (route) => {
    await held;
    await route.continue();
  });
  await write(ada.page, "Too late");
  await grace.updateRoom(room, { archived: true });
  go();
  await expect(failed(ada.page)).toContainText(/Not sent\. .*archived/);
  expect((await grace.history(room)).messages.some((one) => one.body === "Too late")).toBe(false);
});
