import type { Page } from "@playwright/test";
import { expect, sharedServer, signIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import { messages, sendMany, timeline } from "@/tests/support/chat.ts";
import { photo, share, tone } from "@/tests/support/media.ts";
import { pdf } from "@/tests/support/upload-files.ts";

async function openPanel(page: Page, room: { id: string }, tab: string): Promise<void> {
  await page.goto(`/rooms/${room.id}?panel=details`);
  await page.getByRole("tab", { name: tab }).click();
}

test("the panel lists what was shared, by person and day, page by page, and leads to each message", async ({
  browser,
}) => {
  const ada = await register(sharedServer(), uniqueName("ada"));
  const grace = await register(sharedServer(), uniqueName("grace"));
  const room = await ada.createRoom({ name: uniqueName("archive") });
  await grace.join(room);
  await share(grace, room, "The oldest", [{ name: "oldest.pdf", bytes: pdf(1000) }]);
  for (let n = 1; n <= 4; n++) {
    const ten = Array.from({ length: 10 }, (_, k) => ({ name: `doc-${n}-${k}.pdf`, bytes: pdf(1000) }));
    await share(ada, room, `Ten documents ${n}`, ten);
  }
  await sendMany(ada, room, 60);
  const { page } = await signIn(browser, grace, { at: "/settings" });
  await openPanel(page, room, "Documents");
  const panel = page.getByRole("tabpanel", { name: "Documents" });
  const entries = panel.getByRole("button", { name: /^Go to the message with/ });
  await expect(entries).toHaveCount(30);
  await expect(entries.first()).toContainText("doc-4-");
  await panel.getByRole("button", { name: "Show more" }).click();
  await expect(entries).toHaveCount(41);
  await expect(panel.getByRole("button", { name: "Show more" })).toHaveCount(0);

  // A newly shared file appears, and the files that were loaded further down stay.
  await share(ada, room, "", [{ name: "newest.pdf", bytes: pdf(1000) }]);
  await expect(entries).toHaveCount(42);
  await expect(entries.first()).toContainText("newest.pdf");

  await panel.getByLabel("From").selectOption("You");
  await expect(entries).toHaveCount(1);
  await panel.getByLabel("Up to").fill("2020-01-01");
  await expect(panel.getByText("Nothing of that")).toBeVisible();
  await panel.getByRole("button", { name: "Show all" }).click();
  await expect(entries).toHaveCount(30);

  await panel.getByLabel("From").selectOption("You");
  await panel.getByRole("button", { name: "Go to the message with oldest.pdf" }).click();
  await expect(messages(page, "The oldest")).toBeInViewport();
});

test("the files of somebody who has left are found by their name", async ({ browser }) => {
  const ada = await register(sharedServer(), uniqueName("ada"));
  const linus = await register(sharedServer(), uniqueName("linus"));
  const room = await ada.createRoom({ name: uniqueName("archive") });
  await linus.join(room);
  await share(linus, room, "", [{ name: "plan.pdf", bytes: pdf(1000) }]);
  await linus.leave(room);
  const ten = Array.from({ length: 10 }, (_, k) => ({ name: `doc-${k}.pdf`, bytes: pdf(1000) }));
  for (let n = 0; n < 3; n++) await share(ada, room, "", ten);
  const { page } = await signIn(browser, ada, { at: "/settings" });
  await openPanel(page, room, "Documents");
  const panel = page.getByRole("tabpanel", { name: "Documents" });
  const entries = panel.getByRole("button", { name: /^Go to the message with/ });
  await expect(entries).toHaveCount(30);
  await panel.getByLabel("From").selectOption(linus.username);
  await expect(entries).toHaveCount(1);
  await expect(entries).toContainText("plan.pdf");
});

test("media open large with a way to their message, links lead out", async ({ browser }) => {
  const ada = await register(sharedServer(), uniqueName("ada"));
  const room = await ada.createRoom({ name: uniqueName("archive") });
  await share(ada, room, "The first picture", [{ name: "IMG_1.jpg", bytes: await photo(1) }]);
  await share(ada, room, "The second picture", [{ name: "IMG_2.jpg", bytes: await photo(2) }]);
  await share(ada, room, "A recording", [{ name: "song.wav", bytes: tone(5), durationMs: 5000 }]);
  await ada.send(room, "Read https://example.org/docs/start before noon");
  await sendMany(ada, room, 60);
  const { page } = await signIn(browser, ada, { at: "/settings" });
  await openPanel(page, room, "Media");
  const media = page.getByRole("tabpanel", { name: "Media" });
  await expect(media.getByRole("group", { name: "song.wav" })).toBeVisible();
  await media.getByRole("button", { name: /^Open IMG_2\.jpg/ }).click();
  await expect(page.getByRole("dialog", { name: "IMG_2.jpg, 2 of 2" })).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await page.getByRole("dialog").getByRole("button", { name: "Go to the message" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(messages(page, "The first picture")).toBeInViewport();

  await page.getByRole("tab", { name: "Links" }).click();
  const links = page.getByRole("tabpanel", { name: "Links" });
  await expect(links.getByRole("link")).toHaveAttribute("href", "https://example.org/docs/start");
  await links.getByRole("button", { name: /^Go to the message/ }).click();
  await expect(messages(page, "before noon")).toBeInViewport();
});

test("the panel says when there is nothing, and when it cannot be loaded", async ({ browser, allowErrors }) => {
  allowErrors(/503|ERR_FAILED/);
  const ada = await register(sharedServer(), uniqueName("ada"));
  const room = await ada.createRoom({ name: uniqueName("empty") });
  const { page } = await signIn(browser, ada, { at: "/settings" });
  await openPanel(page, room, "Media");
  await expect(page.getByText("No photos, videos or recordings yet")).toBeVisible();
  await page.route("**/files?kind=*", (asked) => asked.abort());
  await page.getByRole("tab", { name: "Links" }).click();
  const again = page.getByRole("tabpanel").getByRole("button", { name: "Try again" });
  await expect(again).toBeVisible();
  await page.unroute("**/files?kind=*");
  await again.click();
  await expect(page.getByText("No links yet")).toBeVisible();
});

test("on a phone the way to a message closes the panel over it", async ({ browser }) => {
  const ada = await register(sharedServer(), uniqueName("ada"));
  const room = await ada.createRoom({ name: uniqueName("archive") });
  await share(ada, room, "Look here", [{ name: "notes.pdf", bytes: pdf(1000) }]);
  await sendMany(ada, room, 40);
  const { page } = await signIn(browser, ada, { viewport: { width: 390, height: 844 }, at: "/settings" });
  await openPanel(page, room, "Documents");
  await page.getByRole("button", { name: "Go to the message with notes.pdf" }).click();
  await expect(page.getByRole("tabpanel")).toHaveCount(0);
  await expect(messages(page, "Look here")).toBeInViewport();
  await expect(timeline(page)).toBeVisible();
});
