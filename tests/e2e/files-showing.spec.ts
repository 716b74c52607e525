import type { Page } from "@playwright/test";
import { expect, sharedServer, signedIn, signIn, test, uniqueName } from "@/tests/support/browser.ts";
import { type Person, register } from "@/tests/support/cast.ts";
import { chatRow, chooseFromMenu, messages, openRoom, timeline } from "@/tests/support/chat.ts";
import { watchLayoutShifts } from "@/tests/support/layout-shifts.ts";
import { animation, photo, share, tone, video } from "@/tests/support/media.ts";
import { pdf } from "@/tests/support/upload-files.ts";

/** Ada and Grace in a room of theirs. Ada acts through the API only. */
async function together(): Promise<{ ada: Person; grace: Person; room: { id: string }; name: string }> {
  const ada = await register(sharedServer(), uniqueName("ada"));
  const grace = await register(sharedServer(), uniqueName("grace"));
  const name = uniqueName("trips");
  const room = await ada.createRoom({ name });
  await grace.join(room);
  return { ada, grace, room, name };
}

const picture = (page: Page, name: string) => timeline(page).getByRole("button", { name: `Open ${name}` });
const isDrawn = (page: Page, name: string) =>
  picture(page, name)
    .getByRole("img", { includeHidden: true })
    .evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0);

/** Scrolls by `step` px until the picture is in the middle of the screen, and returns whether it has loaded. */
const bringIntoView = (page: Page, name: string, step: number) =>
  timeline(page).evaluate(
    (list, { label, step }) => {
      const button = list.querySelector(`[aria-label="${label}"]`);
      if (button) button.scrollIntoView({ block: "center" });
      else list.scrollBy(0, step);
      const image = button?.querySelector("img");
      if (!image) return "absent";
      return image.complete && image.naturalWidth > 0 ? "drawn" : "awaited";
    },
    { label: `Open ${name}`, step },
  );

test("fifty pictures come in without moving anything", async ({ browser }) => {
  test.setTimeout(180_000);
  const { ada, grace, room } = await together();
  for (let n = 0; n < 50; n++) {
    const [width, height] = n % 3 === 0 ? [300, 500] : [640, 400 + n];
    await share(ada, room, `Picture ${n}`, [{ name: `IMG_${n}.jpg`, bytes: await photo(n, width, height) }]);
  }
  await grace.read(room, (await grace.room(room)).seq);
  const { page } = await signIn(browser, grace, { at: "/settings" });
  const { shifts, forget } = await watchLayoutShifts(page);
  // The page is laid out completely, from its end to its beginning, before the first picture loads.
  let release = () => {};
  const held = new Promise<void>((done) => {
    release = done;
  });
  await page.route("**/api/files/**", async (asked) => {
    await held;
    await asked.continue();
  });
  await openRoom(page, room);
  await expect(picture(page, "IMG_49.jpg").locator("xpath=..")).toHaveCSS("background-image", /^url\("data:image/);
  const all = Array.from({ length: 50 }, (_, n) => `IMG_${n}.jpg`);
  for (const name of all.toReversed()) {
    await expect.poll(() => bringIntoView(page, name, -200), { intervals: [50] }).not.toBe("absent");
    expect(await bringIntoView(page, name, -200)).toBe("awaited");
  }
  await expect(page.getByText("This is where it began.")).toBeVisible();
  // Shifts of the last scroll steps are reported some frames later, and are not caused by pictures.
  await forget();
  release();
  for (const name of all) await expect.poll(() => bringIntoView(page, name, 200), { intervals: [50] }).toBe("drawn");
  expect(await shifts()).toEqual([]);
  // This checks the measurement itself: an element that does move is counted.
  await page.evaluate(() => document.querySelector("main")?.style.setProperty("margin-top", "100px"));
  await expect.poll(async () => (await shifts()).length).toBeGreaterThan(0);
});

test("grace sees what ada shares as it comes: in the room, in her list, and in a reply", async ({ browser }) => {
  const { ada, grace, room, name } = await together();
  const { page } = await signIn(browser, grace, { at: "/settings" });
  await openRoom(page, room);
  const sent = await share(ada, room, "", [{ name: "IMG_1.jpg", bytes: await photo(1), alt: "A hill at dawn" }]);
  await expect.poll(() => isDrawn(page, "A hill at dawn")).toBe(true);
  await expect(page.getByRole("status").filter({ hasText: `${ada.username}: Photo` })).toBeAttached();
  await expect(chatRow(page, name)).toContainText(`${ada.username}: Photo`);
  await ada.send(room, "Better than last year", { replyToId: sent.id });
  await expect(messages(page, "Better than last year")).toContainText("Photo");
  const three = await Promise.all([2, 3, 4].map(async (n) => ({ name: `IMG_${n}.jpg`, bytes: await photo(n) })));
  await share(ada, room, "", three);
  await expect(page.getByRole("group", { name: "3 photos" }).getByRole("button")).toHaveCount(3);
  await expect(chatRow(page, name)).toContainText("3 photos");
  await share(ada, room, "", [{ name: "notes.pdf", bytes: pdf(5000) }]);
  await expect(chatRow(page, name)).toContainText("notes.pdf");
  // A page that is loaded now shows the same.
  await page.reload();
  await expect(chatRow(page, name)).toContainText("notes.pdf");
});

test("a picture that cannot be loaded says so, and comes when it is asked for again", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/ERR_FAILED/);
  const { ada, grace, room } = await together();
  await share(ada, room, "", [{ name: "IMG_1.jpg", bytes: await photo(1) }]);
  const { page } = await signIn(browser, grace, { at: "/settings" });
  await page.route("**/api/files/**", (asked) => asked.abort());
  await openRoom(page, room);
  const retry = page.getByRole("button", { name: "Retry IMG_1.jpg" });
  await expect(retry).toBeVisible();
  await page.unroute("**/api/files/**");
  await retry.click();
  await expect.poll(() => isDrawn(page, "IMG_1.jpg")).toBe(true);
});

test("a picture and a text that could not be loaded come by themselves when the network is back", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|WebSocket/);
  const { ada, grace, room } = await together();
  await share(ada, room, "", [
    { name: "IMG_1.jpg", bytes: await photo(1) },
    { name: "hours.csv", bytes: Buffer.from("Tag;Öffnung\nMo;9-17\n", "latin1") },
  ]);
  const { page, context } = await signIn(browser, grace, { at: "/settings" });
  await page.route("**/api/files/**", (asked) => asked.abort());
  await openRoom(page, room);
  await expect(page.getByRole("button", { name: "Retry IMG_1.jpg" })).toBeVisible();
  await expect(timeline(page).getByText("The text could not be loaded.")).toBeVisible();
  await context.setOffline(true);
  await page.unroute("**/api/files/**");
  await context.setOffline(false);
  await expect.poll(() => isDrawn(page, "IMG_1.jpg")).toBe(true);
  // Both short lines are visible as they were written, and nothing covers them.
  const preview = timeline(page).getByRole("group", { name: "Beginning of hours.csv" });
  await expect(preview).toHaveText("Tag;Öffnung\nMo;9-17", { useInnerText: true });
  await expect(timeline(page).getByRole("button", { name: /^Show more/ })).toHaveCount(0);
});

test("moving pictures move, and stand still for who wishes for less motion until they are played", async ({
  browser,
}) => {
  const { ada, grace, room } = await together();
  await share(ada, room, "", [{ name: "cat.gif", bytes: await animation() }]);
  const source = (page: Page) =>
    picture(page, "cat.gif")
      .getByRole("img", { includeHidden: true })
      .evaluate((image: HTMLImageElement) => /\/api\/files\/\w+(.*)$/.exec(image.currentSrc)?.[1] ?? "nothing yet");
  const { page: moving } = await signIn(browser, grace, { at: "/settings" });
  await openRoom(moving, room);
  await expect.poll(() => isDrawn(moving, "cat.gif")).toBe(true);
  expect(await source(moving)).toBe("");
  await moving.getByRole("button", { name: "Pause cat.gif" }).click();
  await expect.poll(() => source(moving)).toMatch(/^\?size=/);

  const { page: calm } = await signIn(browser, grace, { at: "/settings", reducedMotion: "reduce" });
  await openRoom(calm, room);
  await expect.poll(() => isDrawn(calm, "cat.gif")).toBe(true);
  expect(await source(calm)).toMatch(/^\?size=/);
  await calm.getByRole("button", { name: "Play cat.gif" }).click();
  await expect.poll(() => source(calm)).toBe("");
});

test("sound plays in its row and is sought by keys, without the bytes between", async ({ browser }) => {
  const { ada, grace, room } = await together();
  await share(ada, room, "", [{ name: "song.wav", bytes: tone(300), durationMs: 300_000 }]);
  const { page } = await signIn(browser, grace, { at: "/settings" });
  await openRoom(page, room);
  const ranges: string[] = [];
  page.on("request", async (asked) => {
    if (asked.url().includes("/api/files/")) ranges.push((await asked.allHeaders()).range ?? "none");
  });
  const player = timeline(page).getByRole("group", { name: "song.wav" });
  await expect(player).toContainText("5:00");
  await player.getByRole("button", { name: "Play song.wav" }).click();
  const position = player.getByRole("slider", { name: "Position in song.wav" });
  const at = () => player.locator("audio").evaluate((audio: HTMLAudioElement) => audio.currentTime);
  await expect.poll(at).toBeGreaterThan(0.2);
  await position.focus();
  await position.press("ArrowRight");
  await expect.poll(at).toBeGreaterThan(5);
  await position.fill("290");
  await expect.poll(at).toBeGreaterThan(289);
  await expect(position).toHaveAttribute("aria-valuetext", /^4 minutes 5\d seconds of 5 minutes$/);
  await expect.poll(() => ranges.some((range) => Number(/^bytes=(\d+)-/.exec(range)?.[1]) > 3_000_000)).toBe(true);
  await player.getByRole("button", { name: "Pause song.wav" }).click();
  await expect.poll(() => player.locator("audio").evaluate((audio: HTMLAudioElement) => audio.paused)).toBe(true);
});

test("a video plays in its place, and silences what played before", async ({ browser }) => {
  const { ada, grace, room } = await together();
  const { page } = await signIn(browser, grace, { at: "/settings" });
  const clip = await video(page);
  await share(ada, room, "", [
    { name: "clip.webm", bytes: clip },
    { name: "song.wav", bytes: tone(60) },
  ]);
  await openRoom(page, room);
  await page.getByRole("button", { name: "Play song.wav" }).click();
  await expect(page.getByRole("button", { name: "Pause song.wav" })).toBeVisible();
  const film = timeline(page).locator("video");
  await expect(film).toHaveAccessibleName("clip.webm");
  await film.evaluate((element: HTMLVideoElement) => element.play());
  await expect.poll(() => film.evaluate((element: HTMLVideoElement) => element.currentTime)).toBeGreaterThan(0.2);
  await expect(page.getByRole("button", { name: "Play song.wav" })).toBeVisible();
});

test("documents are downloaded under their names, and text shows its beginning", async ({ browser }) => {
  const { ada, grace, room } = await together();
  const script = Array.from({ length: 40 }, (_, n) => `echo ${n}`).join("\n");
  await share(ada, room, "", [
    { name: "Minutes of März (final).pdf", bytes: pdf(70_000) },
    { name: "deploy.sh", bytes: Buffer.from(script) },
  ]);
  const { page } = await signIn(browser, grace, { at: "/settings" });
  await openRoom(page, room);
  const row = timeline(page).getByRole("article").last();
  await expect(row).toContainText("68 kB");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    row.getByRole("link", { name: "Download Minutes of März (final).pdf" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("Minutes of März (final).pdf");
  const preview = row.getByRole("group", { name: "Beginning of deploy.sh" });
  await expect(preview).toContainText("echo 0");
  const height = (await preview.boundingBox())?.height ?? 0;
  await row.getByRole("button", { name: "Show more of deploy.sh" }).click();
  await expect.poll(async () => (await preview.boundingBox())?.height ?? 0).toBeGreaterThan(height * 2);
});

// docs/reliability.md F7.
test("a page or a drawing that is opened by its address runs nothing: it is downloaded", async ({ browser }) => {
  const { ada, grace, room } = await together();
  const script = "<script>document.title = 'ran'; fetch('/ran')</script>";
  const { files } = await share(ada, room, "", [
    { name: "page.html", bytes: Buffer.from(`<!doctype html><title>page</title>${script}`) },
    { name: "drawing.svg", bytes: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`) },
  ]);
  const { page } = await signIn(browser, grace, { at: "/settings" });
  const asked: string[] = [];
  page.context().on("request", (request) => asked.push(new URL(request.url()).pathname));
  for (const file of files) {
    // The frame below is answered with a download as well, which may come late.
    const download = page.waitForEvent("download", (one) => one.url().endsWith(file.id));
    await page.goto(`/api/files/${file.id}`).catch(() => undefined);
    expect((await download).suggestedFilename()).toBe(file.name);
    // Inside of a frame the file is not shown as a page either.
    const framed = await page.evaluate(async (address) => {
      const frame = document.body.appendChild(document.createElement("iframe"));
      const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
      frame.src = address;
      await Promise.race([loaded, fetch(address).then((reply) => reply.text())]);
      return frame.contentDocument?.title ?? "";
    }, `/api/files/${file.id}`);
    expect(framed).not.toBe("ran");
  }
  expect(asked).toContain(`/api/files/${files[0]?.id}`);
  expect(asked).not.toContain("/ran");
});

test("a deleted message takes its files away for both, also from the lightbox", async ({ browser }) => {
  const { person: ada, page } = await signedIn(browser, "ada");
  const grace = await register(sharedServer(), uniqueName("grace"));
  const room = await ada.createRoom({ name: uniqueName("trips") });
  await grace.join(room);
  const { files } = await share(ada, room, "Not meant for here", [{ name: "IMG_1.jpg", bytes: await photo(1) }]);
  await openRoom(page, room);
  const { page: hers } = await signIn(browser, grace, { at: "/settings" });
  await openRoom(hers, room);
  await picture(hers, "IMG_1.jpg").click();
  const lightbox = hers.getByRole("dialog", { name: /^IMG_1\.jpg/ });
  await expect(lightbox).toBeVisible();
  await chooseFromMenu(page, "Not meant for here", "Delete");
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(lightbox).toHaveCount(0);
  for (const one of [page, hers]) {
    await expect(messages(one, "This message was deleted")).toBeVisible();
    await expect(picture(one, "IMG_1.jpg")).toHaveCount(0);
  }
  expect((await grace.api.get(`/api/files/${files[0]?.id}`)).status).toBe(404);
});
