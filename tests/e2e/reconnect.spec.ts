// docs/reliability.md D8, D9, D18.
import type { Browser, Locator, Page } from "@playwright/test";
import { expect, sharedServer, signedIn, signIn, test, uniqueName } from "@/tests/support/browser.ts";
import { type Person, register } from "@/tests/support/cast.ts";
import {
  allLoaded,
  chatRow,
  messageBox,
  messages,
  openRoom,
  readEverything,
  sendMany,
  sendMessage,
  waitForHydration,
} from "@/tests/support/chat.ts";
import { type FaultyProxy, startFaultyProxy } from "@/tests/support/faulty-proxy.ts";
import { startServer } from "@/tests/support/server.ts";
import { writeWithoutEvents } from "@/tests/support/write-without-events.ts";

const LOST = /ERR_|WebSocket|Failed to load resource/;

/** Ada is behind a proxy that can make network faults, in a room of Grace's, who has a good network. */
async function behindProxy(browser: Browser, server = sharedServer()) {
  const network = await startFaultyProxy(Number(new URL(server.url).port));
  const grace = await register(server, uniqueName("grace"));
  const ada = await signedIn(browser, "ada", { at: "/settings", server: network });
  const room = await grace.createRoom({ name: uniqueName("Bad weather") });
  await ada.person.join(room);
  await openRoom(ada.page, room);
  await sendMessage(ada.page, "Connected");
  // What says that the connection is away comes in an idle moment.
  await allLoaded(ada.page);
  return { network, grace, ada, room };
}

async function end(page: Page, network: FaultyProxy): Promise<void> {
  await page.context().close();
  await network.close();
}

/** The texts that a person who opens the room now reads, from its beginning to its end. */
async function freshView(browser: Browser, person: Person, room: { id: string }): Promise<string[]> {
  const { page, context } = await signIn(browser, person, { at: `/rooms/${room.id}`, server: sharedServer() });
  await waitForHydration(page);
  const texts = await readEverything(page);
  await context.close();
  return texts;
}

/** The times are left out; the two pages may render them at different moments. */
const words = (texts: string[]): string[] => texts.map((text) => text.replace(/\s+/g, " ").trim());

test("a short drop passes without a word, and a message from meanwhile is there", async ({ browser, allowErrors }) => {
  allowErrors(LOST);
  const { network, grace, ada, room } = await behindProxy(browser);
  network.cut();
  await grace.send(room, "While you were away");
  await expect(messages(ada.page, "While you were away")).toHaveCount(1);
  await end(ada.page, network);
});

test("after three seconds a quiet line says that the connection is away, and it goes when it is back", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(LOST);
  const { network, grace, ada, room } = await behindProxy(browser);
  const line = ada.page.getByText("Reconnecting…");
  await expect(line).toHaveCount(0);
  network.block();
  network.cut();
  await expect(line.first()).toBeVisible();
  await expect(line).toHaveCount(1);
  await grace.send(room, "Through the storm");
  await expect(messages(ada.page, "Through the storm")).toHaveCount(0);
  network.restore();
  await expect(messages(ada.page, "Through the storm")).toHaveCount(1, { timeout: 20_000 });
  await expect(line).toHaveCount(0);
  await end(ada.page, network);
});

test("a chat that is chosen while the connection is away is there at once, its messages when it is back, and nothing is lost", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(LOST);
  const { network, grace, ada, room } = await behindProxy(browser);
  const other = await grace.createRoom({ name: uniqueName("Shelter") });
  await grace.send(other, "Dry in here");
  await ada.person.join(other);
  await expect(chatRow(ada.page, other.name)).toBeVisible();
  network.block();
  network.cut();
  await messageBox(ada.page).fill("Half a thought");
  await chatRow(ada.page, other.name).click();
  // The text is Parley's own, so this is not the browser's error page.
  await expect(ada.page.getByText("Reconnecting…").first()).toBeVisible();
  await expect(ada.page.getByRole("heading", { level: 1, name: other.name })).toBeVisible();
  await expect(messageBox(ada.page)).toHaveValue("");
  network.restore();
  await expect(messages(ada.page, "Dry in here")).toBeVisible({ timeout: 20_000 });
  await chatRow(ada.page, room.name).click();
  await expect(messageBox(ada.page)).toHaveValue("Half a thought");
  await end(ada.page, network);
});

test("after a drop with 150 messages, edits and deletions elsewhere the room is what a fresh load shows", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(LOST);
  const { network, grace, ada, room } = await behindProxy(browser);
  for (const text of await sendMany(grace, room, 30, "Before")) expect(text).toContain("Before");
  await expect(messages(ada.page, "Before 30")).toBeVisible();
  network.block();
  network.cut();
  const before = (await grace.fullHistory(room)).filter((one) => one.body.startsWith("Before"));
  await sendMany(grace, room, 150, "Missed");
  const missed = (await grace.fullHistory(room)).filter((one) => one.body.startsWith("Missed"));
  for (const one of [...before.slice(0, 5), ...missed.slice(40, 45)]) await grace.edit(one, `${one.body}, edited`);
  for (const one of [...before.slice(10, 15), ...missed.slice(60, 65)]) await grace.deleteMessage(one);
  await expect(messages(ada.page, /Missed/)).toHaveCount(0);

  network.restore();
  await expect(messages(ada.page, "Missed 150")).toBeInViewport({ timeout: 20_000 });
  const seen = words(await readEverything(ada.page));
  expect(seen).toEqual(words(await freshView(browser, ada.person, room)));
  expect(seen.filter((text) => text.includes("Missed"))).toHaveLength(145);
  expect(seen.filter((text) => text.includes(", edited"))).toHaveLength(10);
  expect(seen.filter((text) => text.includes("This message was deleted"))).toHaveLength(10);
  await end(ada.page, network);
});

test("after a gap of 50,000 messages the room shows the newest, none missing and none twice", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(LOST);
  const server = await startServer();
  const { network, grace, ada, room } = await behindProxy(browser, server);
  network.block();
  network.cut();
  await writeWithoutEvents(server, room.id, grace.id, 50_000);
  network.restore();
  await expect(messages(ada.page, /Gap 50000$/)).toBeInViewport({ timeout: 25_000 });
  await grace.send(room, "And one more");
  await expect(messages(ada.page, "And one more")).toBeInViewport();
  const newest = (await grace.history(room, { limit: 12 })).messages.map((one) => new RegExp(`${one.body}$`));
  await expect(messages(ada.page)).not.toHaveCount(0);
  const texts = (await messages(ada.page).allTextContents()).slice(-12);
  expect(texts).toHaveLength(12);
  for (const [index, text] of texts.entries()) expect(text).toMatch(newest[index] as RegExp);
  await end(ada.page, network);
  await server.stop();
});

test("a reader in the past keeps the place through a gap of 50,000 messages", async ({ browser, allowErrors }) => {
  allowErrors(LOST);
  const server = await startServer();
  const { network, grace, ada, room } = await behindProxy(browser, server);
  await writeWithoutEvents(server, room.id, grace.id, 300);
  await openRoom(ada.page, room, "?m=150");
  const place = messages(ada.page, /Gap 1[0-9]{2}$/);
  const first = async () => (await visible(place))[0];
  await expect.poll(first).toBeTruthy();
  const before = await first();
  network.block();
  network.cut();
  const asked = ada.page.waitForResponse((reply) => /messages\?around=/.test(reply.url()), { timeout: 25_000 });
  await writeWithoutEvents(server, room.id, grace.id, 50_000);
  network.restore();
  await asked;
  await expect.poll(first).toBe(before);
  await ada.page.getByRole("button", { name: /latest/i }).click();
  // The pointer may stand on it, and its toolbar is a part of it then.
  await expect(messages(ada.page, "Gap 50000")).toBeInViewport();
  await end(ada.page, network);
  await server.stop();
});

/** The texts of the rows on screen, from top to bottom. */
const visible = (rows: Locator): Promise<string[]> =>
  rows.evaluateAll((all) =>
    all
      .filter((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        const list = row.closest("[role=log]")?.getBoundingClientRect();
        return list && bottom > list.top + 1 && top < list.bottom;
      })
      .map((row) => row.textContent ?? ""),
  );

test("the chat list is right after a drop: a new room, unread counts and a room that was left", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(LOST);
  const { network, grace, ada, room } = await behindProxy(browser);
  await ada.page.goto("/browse");
  await expect(chatRow(ada.page, room.name)).toBeVisible();
  network.block();
  network.cut();
  const added = await grace.createRoom({ kind: "PRIVATE", userIds: [ada.person.id], name: uniqueName("Meanwhile") });
  await grace.send(added, "Welcome");
  await grace.send(room, "One");
  await grace.send(room, "Two");
  network.restore();
  await expect(chatRow(ada.page, added.name)).toContainText("1 unread message", { timeout: 20_000 });
  await expect(chatRow(ada.page, room.name)).toContainText("2 unread messages");
  network.block();
  network.cut();
  await grace.remove(room, ada.person);
  network.restore();
  await expect(chatRow(ada.page, room.name)).toHaveCount(0, { timeout: 20_000 });
  await end(ada.page, network);
});

test("the server is killed in mid-traffic and started again: all that was acknowledged is there once, in order", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(LOST);
  const server = await startServer();
  const grace = await register(server, "grace");
  const ada = await signIn(browser, await register(server, "ada"), { at: "/settings" });
  const room = await grace.createRoom({ name: "Power cut" });
  await ada.person.join(room);
  await openRoom(ada.page, room);
  await sendMessage(ada.page, "Before the cut");

  const acknowledged: string[] = [];
  let isGoing = true;
  const talk = async (name: string) => {
    for (let n = 1; isGoing; n++) {
      const text = `${name} ${n}`;
      try {
        acknowledged.push((await grace.send(room, text, { clientId: `${name}-${n}` })).body);
      } catch {
        return;
      }
    }
  };
  const talking = ["a", "b", "c"].map(talk);
  await messageBox(ada.page).fill("Written in the dark");
  await expect.poll(() => acknowledged.length).toBeGreaterThan(60);
  await server.kill();
  isGoing = false;
  await Promise.all(talking);
  await messageBox(ada.page).press("Enter");
  await expect(messages(ada.page, "Written in the dark")).toHaveCount(1);

  const again = await startServer({ port: server.port, dataDir: server.dataDir });
  await expect
    .poll(async () => (await grace.fullHistory(room)).at(-1)?.body, { timeout: 30_000 })
    .toBe("Written in the dark");
  const stored = (await grace.fullHistory(room)).filter((one) => one.kind === "USER").map((one) => one.body);
  expect(new Set(stored).size).toBe(stored.length);
  for (const text of acknowledged) expect(stored).toContain(text);
  for (const name of ["a", "b", "c"]) {
    const own = stored.filter((text) => text.startsWith(`${name} `)).map((text) => Number(text.slice(2)));
    expect(own).toEqual([...own].sort((a, b) => a - b));
  }
  await expect(ada.page.getByText("Reconnecting…")).toHaveCount(0, { timeout: 20_000 });
  await expect(messages(ada.page, "Written in the dark")).toHaveCount(1);
  const shown = (await readEverything(ada.page)).map((text) => stored.find((body) => text.endsWith(body)));
  expect(shown).toEqual(stored);
  await ada.context.close();
  await again.stop();
});
