import type { Browser, Page } from "@playwright/test";
import { attach, picture, uploaded } from "@/tests/support/attach-files.ts";
import { expect, sharedServer, signedIn, signIn, test, uniqueName } from "@/tests/support/browser.ts";
import { type Person, register } from "@/tests/support/cast.ts";
import {
  allLoaded,
  chatRow,
  distanceToEnd,
  messageBox,
  messages,
  openRoom,
  readEverything,
  sendMany,
  sendMessage,
  timeline,
  waitForHydration,
} from "@/tests/support/chat.ts";

/** Most rows are short; some are as high as code, lists and long paragraphs. */
const bodyOf = (n: number): string => {
  if (n % 17 === 0) return `Line ${n}\n\n\`\`\`ts\nconst answer = ${n};\nconsole.log(answer);\n\`\`\`\nand so on`;
  if (n % 11 === 0) return `Line ${n} ${"which is rather long and goes over several lines of the screen ".repeat(6)}`;
  if (n % 7 === 0) return `Line ${n}\n- one\n- two\n- three`;
  return `Line ${n}`;
};

let grace: Person;
let history: { id: string; name: string };

/** Makes a room with 320 messages by Grace once. Tests that add messages use rooms of their own. */
test.beforeAll(async () => {
  grace = await register(sharedServer(), uniqueName("grace"));
  history = await grace.createRoom({ name: uniqueName("History") });
  for (let n = 1; n <= 320; n++) await grace.send(history, bodyOf(n));
});

async function reader(browser: Browser, options: Parameters<typeof signedIn>[2] = {}) {
  const ada = await signedIn(browser, "ada", { at: "/settings/appearance", ...options });
  await ada.person.join(history);
  return ada;
}

/** The distance of a message from the top of the page, in px. */
async function topOf(page: Page, text: string): Promise<number> {
  const row = messages(page, new RegExp(`${text}(?!\\d)`)).first();
  let box: Awaited<ReturnType<typeof row.boundingBox>> = null;
  // Hydration replaces the row, so the one that was found may be about to disappear.
  await expect.poll(async () => (box = await row.boundingBox()), `${text} is on screen`).not.toBeNull();
  return (box as unknown as { y: number }).y;
}

/** The number of a message that is fully on screen. */
async function onScreen(page: Page): Promise<string> {
  const found = await timeline(page).evaluate((list) => {
    const frame = list.getBoundingClientRect();
    const rows = [...list.querySelectorAll("article")].filter((row) => {
      const box = row.getBoundingClientRect();
      return box.top > frame.top + 60 && box.bottom < frame.bottom;
    });
    return rows.map((row) => /Line \d+/.exec(row.textContent ?? "")?.[0]).find(Boolean);
  });
  if (!found) throw new Error("no message is on screen");
  return found;
}

test("the page as the server sends it already has the newest messages in it", async ({ browser }) => {
  const ada = await reader(browser);
  const html = await (await ada.context.request.get(`/rooms/${history.id}`)).text();
  expect(html).toContain("Line 320");
  expect(html).toMatch(/<article[^>]*>/);
  expect(html).not.toContain("Line 200<");
});

test("without any script the newest message is on screen", async ({ browser }) => {
  const ada = await reader(browser);
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: sharedServer().url });
  await context.addCookies(await ada.context.cookies());
  const page = await context.newPage();
  await page.goto(`/rooms/${history.id}`);
  await expect(messages(page, "Line 319")).toBeInViewport();
  await expect(timeline(page).getByText(bodyOf(320), { exact: true })).toBeInViewport();
  await context.close();
});

test("a long room opens at its newest message, and nothing jumps while the page wakes up", async ({ browser }) => {
  const ada = await reader(browser);
  await ada.page.goto(`/rooms/${history.id}`, { waitUntil: "commit" });
  await expect(messages(ada.page, "Line 320").last()).toBeInViewport();
  const before = await topOf(ada.page, "Line 320");
  await waitForHydration(ada.page);
  await expect.poll(() => distanceToEnd(ada.page)).toBeLessThanOrEqual(1);
  expect(Math.abs((await topOf(ada.page, "Line 320")) - before)).toBeLessThanOrEqual(2);
});

test("a few high messages are at their end too, also on a slow machine", async ({ browser }) => {
  const room = await grace.createRoom({});
  for (const n of [1, 17, 7, 2, 11, 34, 14, 3, 22, 4]) await grace.send(room, bodyOf(n));
  const ada = await signedIn(browser, "ada", { at: "/settings" });
  await ada.person.join(room);
  const slow = await ada.context.newCDPSession(ada.page);
  await slow.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await openRoom(ada.page, room);
  await expect.poll(() => distanceToEnd(ada.page)).toBeLessThanOrEqual(1);
  await expect(messages(ada.page, "Line 4")).toBeInViewport();
});

test("reading back loads older messages without moving what is read", async ({ browser }) => {
  const ada = await reader(browser);
  await openRoom(ada.page, history);
  await timeline(ada.page).hover();
  let moved = 0;
  let loaded = 0;
  for (let round = 0; round < 12; round++) {
    const older = ada.page
      .waitForResponse((reply) => /messages\?before=/.test(reply.url()), { timeout: 1_500 })
      .catch(() => null);
    await ada.page.mouse.wheel(0, -900);
    await expect.poll(() => isStill(ada.page)).toBe(true);
    const text = await onScreen(ada.page);
    const before = await topOf(ada.page, text);
    if (await older) loaded += 1;
    await expect.poll(() => isStill(ada.page)).toBe(true);
    moved = Math.max(moved, Math.abs((await topOf(ada.page, text)) - before));
  }
  expect(loaded).toBeGreaterThanOrEqual(2);
  expect(moved).toBeLessThanOrEqual(2);
});

/** Whether the list does not move for three frames. */
const isStill = (page: Page) =>
  timeline(page).evaluate(async (list) => {
    const at = [list.scrollTop, list.scrollHeight];
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    return at[0] === list.scrollTop && at[1] === list.scrollHeight;
  });

test("the whole room can be read from its beginning, each message once and in order", async ({ browser }) => {
  const ada = await reader(browser);
  await openRoom(ada.page, history);
  const texts = (await readEverything(ada.page)).map((text) => Number(/Line (\d+)/.exec(text)?.[1]));
  expect(texts).toEqual(Array.from({ length: 320 }, (_, index) => index + 1));
});

test("pages that come above and below a reader in the same instant move nothing", async ({ browser }) => {
  const room = await grace.createRoom({});
  await sendMany(grace, room, 200);
  const ada = await signedIn(browser, "ada", { at: "/settings" });
  await ada.person.join(room);
  // Both replies are delivered at once, as to a browser that was too busy for the first.
  await ada.page.addInitScript(() => {
    const fetchNow = window.fetch;
    const waiting: (() => void)[] = [];
    Object.assign(window, { waiting });
    window.fetch = async (input, init) => {
      const reply = await fetchNow(input, init);
      if (!/\/messages\?(before|after)=/.test(String(input))) return reply;
      const text = await reply.text();
      await new Promise<void>((done) => waiting.push(done));
      return new Response(text, reply);
    };
  });
  const middle = (await grace.history(room, { limit: 100 })).messages[0]?.seq;
  await openRoom(ada.page, room, `?m=${middle}`);
  const answers = () => ada.page.evaluate(() => (window as unknown as { waiting: (() => void)[] }).waiting.length);
  await expect.poll(answers).toBe(2);
  await expect.poll(() => isStill(ada.page)).toBe(true);
  const text = await onScreen(ada.page);
  const before = await topOf(ada.page, text);
  const height = () => timeline(ada.page).evaluate((element) => element.scrollHeight);
  const heightBefore = await height();
  await ada.page.evaluate(() => {
    for (const handOver of (window as unknown as { waiting: (() => void)[] }).waiting) handOver();
  });
  await expect.poll(height).toBeGreaterThan(2 * heightBefore);
  await expect.poll(() => isStill(ada.page)).toBe(true);
  expect(Math.abs((await topOf(ada.page, text)) - before)).toBeLessThanOrEqual(2);
});

test("a message by somebody else moves nothing for who reads back; a pill counts it and leads there", async ({
  browser,
}) => {
  const room = await grace.createRoom({});
  await sendMany(grace, room, 80);
  const ada = await signedIn(browser, "ada", { at: "/settings" });
  await ada.person.join(room);
  await openRoom(ada.page, room);
  await timeline(ada.page).hover();
  await ada.page.mouse.wheel(0, -1_000);
  await expect(ada.page.getByRole("button", { name: "Jump to latest" })).toBeVisible();
  await expect.poll(() => isStill(ada.page)).toBe(true);
  const text = await onScreen(ada.page);
  const before = await topOf(ada.page, text);
  await grace.send(room, "Fresh 1");
  await grace.send(room, "Fresh 2");
  const pill = ada.page.getByRole("button", { name: "2 new messages" });
  await expect(pill).toBeVisible();
  expect(Math.abs((await topOf(ada.page, text)) - before)).toBeLessThanOrEqual(2);
  await pill.click();
  await expect(messages(ada.page, "Fresh 2")).toBeInViewport();
  await expect(pill).toHaveCount(0);
  await expect.poll(() => distanceToEnd(ada.page)).toBeLessThanOrEqual(1);
});

test("who is at the end stays there when something comes, however high it is", async ({ browser }) => {
  const room = await grace.createRoom({});
  await sendMany(grace, room, 30);
  const ada = await signedIn(browser, "ada", { at: "/settings" });
  await ada.person.join(room);
  await openRoom(ada.page, room);
  for (const body of ["Short", bodyOf(17), bodyOf(11), bodyOf(7), "The end"]) {
    await grace.send(room, body);
    await expect(messages(ada.page, body.slice(0, 7)).last()).toBeVisible();
    await expect.poll(() => distanceToEnd(ada.page)).toBeLessThanOrEqual(1);
  }
});

test("who reads back and writes is taken to their own message", async ({ browser }) => {
  const room = await grace.createRoom({});
  await sendMany(grace, room, 60);
  const ada = await signedIn(browser, "ada", { at: "/settings" });
  await ada.person.join(room);
  await openRoom(ada.page, room);
  await timeline(ada.page).hover();
  await ada.page.mouse.wheel(0, -1_000);
  await expect(ada.page.getByRole("button", { name: "Jump to latest" })).toBeVisible();
  await sendMessage(ada.page, "My own words");
  await expect(messages(ada.page, "My own words")).toBeInViewport();
});

test("a line says where the unread messages begin, and a pill leads up to it", async ({ browser }) => {
  const room = await grace.createRoom({});
  const ada = await signedIn(browser, "ada", { at: "/settings" });
  await ada.person.join(room);
  await grace.send(room, "Already read");
  await ada.person.read(room, (await ada.person.room(room)).seq);
  await sendMany(grace, room, 45, "Unread");
  await expect(chatRow(ada.page, room.name)).toContainText("45 unread messages");
  await openRoom(ada.page, room);
  await expect(messages(ada.page, "Unread 45")).toBeInViewport();
  await ada.page.getByRole("button", { name: "45 new messages" }).click();
  const line = timeline(ada.page).getByText("New", { exact: true });
  await expect(line).toBeInViewport();
  await expect(messages(ada.page, /Unread 1(?!\d)/)).toBeInViewport();
  const at = async (of: Promise<{ y: number } | null>) => (await of)?.y ?? Number.NaN;
  const lineTop = await at(line.boundingBox());
  expect(lineTop).toBeGreaterThan(await at(messages(ada.page, "Already read").boundingBox()));
  expect(lineTop).toBeLessThan(await at(messages(ada.page, /Unread 1(?!\d)/).boundingBox()));
  await expect(chatRow(ada.page, room.name)).not.toContainText("unread");
});

test("lines of one person within minutes stand under one name", async ({ browser }) => {
  const room = await grace.createRoom({});
  await sendMany(grace, room, 3, "Grouped");
  const ada = await signedIn(browser, "ada", { at: "/settings" });
  await ada.person.join(room);
  await ada.person.send(room, "Mine");
  await grace.send(room, "Hers again");
  await openRoom(ada.page, room);
  await expect(timeline(ada.page).getByText(grace.username, { exact: true })).toHaveCount(2);
  await expect(timeline(ada.page).getByText(ada.person.username, { exact: true })).toHaveCount(1);
  await expect(timeline(ada.page).getByText("Today", { exact: true })).toHaveCount(1);
});

for (const [what, ms] of [
  ["behind", -86_400_000],
  ["ahead", 86_400_000],
] as const)
  test(`who has a clock a day ${what} reads and writes like everybody, in the same order`, async ({ browser }) => {
    const room = await grace.createRoom({});
    const ada = await signedIn(browser, "ada", { at: "/settings" });
    await ada.person.join(room);
    await ada.page.clock.install({ time: Date.now() + ms });
    await ada.page.clock.resume();
    await grace.send(room, "Before");
    await openRoom(ada.page, room);
    await sendMessage(ada.page, "By the wrong clock");
    await grace.send(room, "After");
    await expect(messages(ada.page)).toHaveText([/Before/, /By the wrong clock/, /After/]);
    const stored = (await grace.fullHistory(room)).filter((one) => one.kind === "USER");
    expect(stored.map((one) => one.body)).toEqual(["Before", "By the wrong clock", "After"]);
    expect(Math.abs(Date.parse(stored[1]?.createdAt ?? "") - Date.now())).toBeLessThan(120_000);
  });

test("days are divided as the reader's zone has them", async ({ browser }) => {
  const room = await grace.createRoom({});
  await grace.send(room, "Today here");
  const ada = await reader(browser, { timezoneId: "Pacific/Kiritimati" });
  await ada.person.join(room);
  await openRoom(ada.page, room);
  const now = new Date();
  const full = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeZone: "Pacific/Kiritimati" }).format(now);
  await expect(messages(ada.page, "Today here").getByRole("time").first()).toHaveAttribute(
    "title",
    new RegExp(full.split(" at ")[0] as string),
  );
});

test("a draft survives a reload and another room, and goes when it is sent", async ({ browser }) => {
  const room = await grace.createRoom({});
  const ada = await signedIn(browser, "ada", { at: "/settings" });
  await ada.person.join(room);
  await openRoom(ada.page, room);
  await messageBox(ada.page).fill("Not finished");
  await ada.page.reload();
  await waitForHydration(ada.page);
  await expect(messageBox(ada.page)).toHaveValue("Not finished");
  await chatRow(ada.page, "General").click();
  await expect(messageBox(ada.page)).toHaveAccessibleName("Message General");
  await expect(messageBox(ada.page)).toHaveValue("");
  await chatRow(ada.page, room.name).click();
  await expect(messageBox(ada.page)).toHaveValue("Not finished");
  await sendMessage(ada.page, "Not finished, but sent");
  await ada.page.reload();
  await waitForHydration(ada.page);
  await expect(messageBox(ada.page)).toHaveValue("");
  const second = await signIn(browser, ada.person, { at: `/rooms/${room.id}` });
  await expect(messageBox(second.page)).toHaveValue("");
});

test("what is typed before the page has woken up stays", async ({ browser }) => {
  const room = await grace.createRoom({});
  const ada = await signedIn(browser, "ada", { at: "/settings" });
  await ada.person.join(room);
  await ada.page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await release;
    await route.continue();
  });
  let wake = () => {};
  const release = new Promise<void>((done) => {
    wake = done;
  });
  await ada.page.goto(`/rooms/${room.id}`, { waitUntil: "commit" });
  await messageBox(ada.page).fill("Typed early");
  await expect(ada.page.getByRole("button", { name: "Send" })).toBeDisabled();
  // The room is taken over, not drawn a second time.
  const served = await ada.page.locator("[data-room]").elementHandle();
  wake();
  await waitForHydration(ada.page);
  await allLoaded(ada.page);
  expect(await served?.evaluate((element) => element.isConnected)).toBe(true);
  await expect(ada.page.getByRole("button", { name: "Send" })).toBeEnabled();
  await messageBox(ada.page).press("Enter");
  await expect(messages(ada.page, "Typed early")).toBeVisible();
});

test("what one sends is in view to its end, however tall, also when its pictures get their sizes", async ({
  browser,
}) => {
  const ada = await signedIn(browser, "ada", { at: "/settings" });
  const room = await ada.person.createRoom({});
  await sendMany(ada.person, room, 30);
  await openRoom(ada.page, room);
  const lines = Array.from({ length: 40 }, (_, index) => `Row ${index + 1}`);
  await sendMessage(ada.page, lines.join("\n"));
  await expect.poll(() => distanceToEnd(ada.page)).toBeLessThanOrEqual(1);
  await expect(messages(ada.page, "Row 40")).toBeInViewport();
  // The message is higher than the screen, so its end stays visible.
  await expect.poll(() => isStill(ada.page)).toBe(true);
  expect(await distanceToEnd(ada.page)).toBeLessThanOrEqual(1);

  const pictures = await Promise.all(
    Array.from({ length: 10 }, (_, index) => picture(`p${index}.png`, "#2a7", 300 + index * 90, 700 - index * 40)),
  );
  await attach(ada.page, ...pictures);
  await uploaded(ada.page, ...pictures.map(({ name }) => name));
  await ada.page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(timeline(ada.page).getByRole("article", { name: /^(Sending|Not sent)/ })).toHaveCount(0);
  const shown = timeline(ada.page).getByRole("article").last().getByRole("img");
  await expect
    .poll(() => shown.evaluateAll((all) => all.every((one) => (one as HTMLImageElement).complete)))
    .toBe(true);
  await expect.poll(() => isStill(ada.page)).toBe(true);
  expect(await distanceToEnd(ada.page)).toBeLessThanOrEqual(1);
});

test("by choice a room opens at its first unread message, and the count goes with what was seen", async ({
  browser,
}) => {
  const ada = await signedIn(browser, "ada", { at: "/settings/appearance" });
  const room = await grace.createRoom({ kind: "PRIVATE", name: uniqueName("Log"), userIds: [ada.person.id] });
  await sendMany(grace, room, 40, "Old");
  await ada.person.read(room, (await ada.person.room(room)).seq);
  await sendMany(grace, room, 60, "Fresh");
  const choice = ada.page.getByRole("radio", { name: "At the first unread message" });
  await choice.click();
  await expect(choice).toBeChecked();
  const unread = async () => (await ada.person.room(room)).unread;
  const standsAtTheLine = async () => {
    await expect(timeline(ada.page).getByText("New", { exact: true })).toBeInViewport();
    await expect(messages(ada.page, /Fresh 1$/)).toBeInViewport();
    await expect(messages(ada.page, /Fresh 60/)).toHaveCount(0);
  };
  await chatRow(ada.page, room.name).click();
  await standsAtTheLine();
  await expect.poll(unread).toBeLessThan(60);
  expect(await unread()).toBeGreaterThan(20);

  // The page that the server renders begins at the same unread message.
  const first = 61 - (await unread());
  const html = await (await ada.context.request.get(`/rooms/${room.id}`)).text();
  expect(html).toContain(`Fresh ${first}<`);
  await ada.page.reload();
  await waitForHydration(ada.page);
  await expect(timeline(ada.page).getByText("New", { exact: true })).toBeInViewport();
  await expect(messages(ada.page, new RegExp(`Fresh ${first}$`))).toBeInViewport();
  await ada.page.getByRole("button", { name: "Jump to latest" }).click();
  await expect(messages(ada.page, "Fresh 60")).toBeInViewport();
  await expect.poll(unread).toBe(0);
  await expect(chatRow(ada.page, room.name)).not.toContainText("unread");
});
