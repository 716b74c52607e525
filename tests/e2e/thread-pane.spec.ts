// The pane of a thread with files, two tabs, cut connections and lost rooms (docs/decisions/061-threads-on-screen.md).
import type { Browser, Page } from "@playwright/test";
import { attached, dispatchFiles, picture, text } from "@/tests/support/attach-files.ts";
import { expect, sharedServer, signedIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import { allLoaded, openRoom } from "@/tests/support/chat.ts";
import { inRoom, pane, replies, reply, replyBox, sendReply, threadLine } from "@/tests/support/threads.ts";

const QUESTION = "Where do we meet?";

/** Ada, in a room of Grace's, with her question in a thread of one reply. */
async function inThread(browser: Browser, options = {}) {
  const grace = await register(sharedServer(), uniqueName("grace"));
  const { page, context, person: ada } = await signedIn(browser, "ada", { at: "/settings", ...options });
  const room = await grace.createRoom({ kind: "PRIVATE", name: uniqueName("Trip"), userIds: [ada.id] });
  const root = await ada.send(room, QUESTION);
  await reply(grace, room, root.id, "At the station");
  const open = async (where: Page) => {
    await openRoom(where, room);
    await allLoaded(where);
    await threadLine(where, QUESTION).click();
    await expect(replies(where, "At the station")).toBeVisible();
  };
  return { page, context, ada, grace, room, root, open };
}

test("files go with a reply: chosen, dropped on the pane and pasted, and stand in the thread only", async ({
  browser,
}) => {
  const { page, grace, room, open } = await inThread(browser);
  await open(page);
  const chooser = page.waitForEvent("filechooser");
  await pane(page).getByRole("button", { name: "Attach files" }).click();
  await (await chooser).setFiles(text("chosen.txt", 20));
  await dispatchFiles(pane(page).getByRole("log"), ["dragenter", "dragover", "drop"], [text("dropped.txt", 20)]);
  await dispatchFiles(replyBox(page), ["paste"], [await picture("pasted.png")]);
  await expect(attached(page)).toHaveCount(3);
  await expect(pane(page).getByRole("list", { name: "Attached files" })).toBeVisible();
  // A reload takes nothing away.
  await page.reload();
  await expect(attached(page)).toHaveCount(3);
  await sendReply(page, "With three files");
  const sent = replies(page, "With three files");
  for (const name of ["chosen.txt", "dropped.txt"]) await expect(sent.getByText(name)).toBeVisible();
  await expect(sent.getByRole("button", { name: /pasted\.png/ })).toBeVisible();
  await expect(inRoom(page, "With three files")).toHaveCount(0);
  const stored = await grace.fullHistory(room);
  expect(stored.some(({ body }) => body === "With three files")).toBe(false);
});

test("on a phone a picture goes with a reply", async ({ browser }) => {
  const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
  const { page, open } = await inThread(browser, phone);
  await open(page);
  await dispatchFiles(replyBox(page), ["paste"], [await picture("here.png")]);
  await expect(attached(page)).toHaveCount(1);
  await replyBox(page).fill("Here");
  await pane(page).getByRole("button", { name: "Send" }).click();
  await expect(replies(page, "Here").getByRole("button", { name: /here\.png/ })).toBeVisible();
});

test("in a second tab what is unread in a thread follows: replies, one that is deleted, and what the first tab reads", async ({
  browser,
}) => {
  const { page, context, ada, grace, room, root, open } = await inThread(browser);
  const tab = await context.newPage();
  await openRoom(tab, room);
  await expect(threadLine(tab, QUESTION)).toHaveText(/1 new/);
  const wrong = await reply(grace, room, root.id, "At the airport");
  await reply(grace, room, root.id, "I mean it");
  await expect(threadLine(tab, QUESTION)).toHaveText(/3 new/);
  await grace.deleteMessage(wrong);
  await expect(threadLine(tab, QUESTION)).toHaveText(/2 replies\s*2 new/);
  await grace.restore(wrong);
  await expect(threadLine(tab, QUESTION)).toHaveText(/3 replies\s*3 new/);
  await open(page);
  await expect(threadLine(tab, QUESTION)).not.toHaveText(/new/);
  await threadLine(tab, QUESTION).click();
  await sendReply(page, "See you there");
  await expect(replies(tab, "See you there")).toHaveCount(1);
  expect((await ada.room(room)).unread).toBe(0);
});

test("a pane that was offline has each missed reply once, and its own once", async ({ browser, allowErrors }) => {
  allowErrors(/ERR_INTERNET_DISCONNECTED|WebSocket/);
  const { page, context, grace, room, root, open } = await inThread(browser);
  await open(page);
  await context.setOffline(true);
  for (const word of ["first", "second", "third"]) await reply(grace, room, root.id, `Missed ${word}`);
  await replyBox(page).fill("Written offline");
  await replyBox(page).press("Enter");
  await expect(replies(page, "Written offline")).toBeVisible();
  await context.setOffline(false);
  await expect(replies(page, "Missed")).toHaveCount(3, { timeout: 30_000 });
  await expect(pane(page).getByRole("article", { name: /^(Sending|Waiting to be sent|Not sent)/ })).toHaveCount(0);
  await expect(replies(page, "Written offline")).toHaveCount(1);
  await expect(pane(page).getByText("5 replies")).toBeVisible();
});

test("in a room that is archived the pane is there to be read, and whoever is removed loses it with the room", async ({
  browser,
  allowErrors,
}) => {
  // What was read is told while the room goes.
  allowErrors(/404/);
  const { page, ada, grace, room, root, open } = await inThread(browser);
  await open(page);
  await grace.updateRoom(room, { archived: true });
  await expect(pane(page).getByText("This room is archived.")).toBeVisible();
  await expect(replyBox(page)).toHaveCount(0);
  await expect(replies(page, "At the station")).toBeVisible();
  const refused = await ada.api.post(`/api/chat/rooms/${room.id}/messages`, { body: "x", rootId: root.id });
  expect(refused.status).toBe(403);
  await grace.updateRoom(room, { archived: false });
  await expect(replyBox(page)).toBeVisible();
  await grace.remove(room, ada);
  await expect(page.getByText(`You are no longer in ${room.name}`)).toBeVisible();
  await expect(pane(page)).toHaveCount(0);
  await expect(page).not.toHaveURL(new RegExp(room.id));
});

test("a thread that was never opened says without a network what it waits for, and opens when that is back", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/ERR_INTERNET_DISCONNECTED|WebSocket|ChunkLoadError|Loading chunk/);
  const { page, context, grace, room } = await inThread(browser);
  const other = await grace.send(room, "And when?");
  await reply(grace, room, other.id, "At nine");
  await openRoom(page, room);
  await allLoaded(page);
  await context.setOffline(true);
  await threadLine(page, QUESTION).click();
  await expect(page.getByText("This opens when the connection is back.")).toBeVisible();
  await context.setOffline(false);
  await expect(replies(page, "At the station")).toBeVisible({ timeout: 30_000 });
  // The code is here now, and the other thread is not.
  await context.setOffline(true);
  await threadLine(page, "And when?").click();
  await expect(pane(page).getByRole("alert")).toContainText("You are offline, and this was not opened before.");
  await expect(replyBox(page)).toBeVisible();
  await context.setOffline(false);
  await expect(replies(page, "At nine")).toBeVisible({ timeout: 30_000 });
});

test("a reply that is in the room, too, is read out once while its thread is open", async ({ browser }) => {
  const { page, grace, room, root, open } = await inThread(browser);
  await open(page);
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    const note = (change: MutationRecord) => {
      const status = (change.target instanceof Element ? change.target : change.target.parentElement)?.closest(
        "[role=status]",
      );
      if (status?.textContent?.includes("Off we go")) heard.push(status.textContent);
    };
    new MutationObserver((changes) => changes.forEach(note)).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
  await reply(grace, room, root.id, "Off we go", { inRoom: true });
  await expect(replies(page, "Off we go")).toBeVisible();
  await expect(inRoom(page, "Off we go")).toBeVisible();
  const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  await expect.poll(heard).toHaveLength(1);
  // The next reply is read out after it, so nothing more was said of this one.
  await reply(grace, room, root.id, "Off we go again");
  await expect.poll(heard).toHaveLength(2);
  expect((await heard())[1]).toContain("again");
});
