// Whatever leads to a reply opens its thread at it (docs/decisions/061-threads-on-screen.md).
import type { Browser, Locator, Page } from "@playwright/test";
import { expect, sharedServer, signedIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import { openRoom } from "@/tests/support/chat.ts";
import { photo, share } from "@/tests/support/media.ts";
import { inRoom, pane, replies, reply } from "@/tests/support/threads.ts";
import { pdf } from "@/tests/support/upload-files.ts";

/** The thread of the question is beside the room, at this reply. */
async function expectInThread(page: Page, text: string): Promise<void> {
  await expect(replies(page, text)).toBeInViewport();
  await expect(pane(page).getByText("Where do we meet?")).toBeVisible();
}

const details = (page: Page): Locator => page.getByRole("complementary", { name: "Room details" });

async function openTab(page: Page, room: { id: string }, name: string): Promise<Locator> {
  await page.goto(`/rooms/${room.id}?panel=details`);
  await page.getByRole("tab", { name }).click();
  return page.getByRole("tabpanel", { name });
}

/** Ada in a room with Grace, and a question of hers. */
async function asked(browser: Browser, options = {}) {
  const grace = await register(sharedServer(), uniqueName("grace"));
  const { page, person: ada } = await signedIn(browser, "ada", { at: "/settings", ...options });
  const room = await ada.createRoom({ kind: "PRIVATE", name: uniqueName("Trip"), userIds: [grace.id] });
  const root = await ada.send(room, "Where do we meet?");
  /** So many that the first replies are not on the first page. */
  const more = () => Promise.all(Array.from({ length: 60 }, (_, n) => reply(grace, room, root.id, `Later ${n}`)));
  return { page, ada, grace, room, root, more };
}

test("files, links and pictures lead to a reply in its thread", async ({ browser }) => {
  const { page, grace, room, root, more } = await asked(browser);
  const inThread = { rootId: root.id };
  await share(grace, room, "The plan", [{ name: "plan.pdf", bytes: pdf(1000) }], inThread);
  await share(grace, room, "The place", [{ name: "place.jpg", bytes: await photo(1) }], inThread);
  await reply(grace, room, root.id, "See https://example.org/map");
  await share(grace, room, "For all", [{ name: "all.pdf", bytes: pdf(1000) }], { ...inThread, inRoom: true });
  await more();
  const documents = await openTab(page, room, "Documents");
  await documents.getByRole("button", { name: "Go to the message with plan.pdf" }).click();
  await expectInThread(page, "The plan");
  await expect(details(page)).toHaveCount(0);
  // What stands in the room, too, is shown there.
  await (await openTab(page, room, "Documents")).getByRole("button", { name: /^Go to the message with all/ }).click();
  await expect(inRoom(page, "For all")).toBeInViewport();
  await (await openTab(page, room, "Links")).getByRole("button", { name: /^Go to the message/ }).click();
  await expectInThread(page, "example.org/map");
  await (await openTab(page, room, "Media")).getByRole("button", { name: /^Open place\.jpg/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Go to the message" }).click();
  await expectInThread(page, "The place");
});

test("pins, forwarded messages and Activity lead to a reply in its thread", async ({ browser }) => {
  const { page, ada, grace, room, root, more } = await asked(browser);
  const other = await ada.createRoom({ kind: "PRIVATE", name: uniqueName("Plans"), userIds: [grace.id] });
  const station = await reply(grace, room, root.id, `The station, @${ada.username}`);
  await more();
  await grace.api.put(`/api/chat/messages/${station.id}/pin`);
  const passed = await grace.forward(station, other, "As said");
  await page.goto(`/rooms/${room.id}`);
  await page
    .getByRole("region", { name: "Pinned messages" })
    .getByRole("button", { name: /The station/ })
    .click();
  await expectInThread(page, "The station");
  // Back leads out of the thread, as from every other.
  await page.goBack();
  await expect(pane(page)).toHaveCount(0);

  await page.goto(`/rooms/${other.id}?m=${passed.seq}`);
  await page
    .getByRole("figure")
    .getByRole("link", { name: `in ${room.name}` })
    .click();
  await expectInThread(page, "The station");

  await reply(grace, room, root.id, `Or the bus, @${ada.username}`);
  await page.goto("/activity");
  await page.getByRole("link", { name: /mentioned you/ }).click();
  await expectInThread(page, "Or the bus");
});

test("on a phone what leads to a reply opens the thread over the details", async ({ browser }) => {
  const { page, grace, room, root } = await asked(browser, {
    viewport: { width: 390, height: 844 },
    ...{ isMobile: true, hasTouch: true },
  });
  await share(grace, room, "The plan", [{ name: "plan.pdf", bytes: pdf(1000) }], { rootId: root.id });
  await openRoom(page, room);
  await page.getByRole("button", { name: "Room details" }).click();
  await page.getByRole("tab", { name: "Documents" }).click();
  await page.getByRole("button", { name: "Go to the message with plan.pdf" }).click();
  await expectInThread(page, "The plan");
  await page.goBack();
  await expect(inRoom(page, "Where do we meet?")).toBeVisible();
});
