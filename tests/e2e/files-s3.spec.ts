// docs/reliability.md F12: the bytes in a store that browsers reach, another origin than the page's.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { attach, damaged, picture, refusals, text, uploaded } from "@/tests/support/attach-files.ts";
import { expect, signedIn, test } from "@/tests/support/browser.ts";
import { messageBox, openRoom, timeline } from "@/tests/support/chat.ts";
import { photo, video } from "@/tests/support/media.ts";
import { type Store, startStore } from "@/tests/support/s3.ts";
import { startServer, type TestServer } from "@/tests/support/server.ts";

let store: Store;
let server: TestServer;
test.beforeAll(async () => {
  store = await startStore();
  server = await startServer({ env: { ...store.env, S3_PUBLIC_ENDPOINT: store.origin } });
  store.allowedOrigins.add(new URL(server.url).origin);
});
test.afterAll(async () => {
  await server.stop();
  await store.close();
});

/** The number of forms with files that a page sends to our server. */
function formsOf(page: Page): () => number {
  let forms = 0;
  page.on("request", (request) => {
    const isForm = request.headers()["content-type"]?.startsWith("multipart/form-data");
    if (isForm && request.url().startsWith(server.url)) forms += 1;
  });
  return () => forms;
}

test("a picture goes straight to the store, and others see it small and large from there", async ({ browser }) => {
  const { page, person } = await signedIn(browser, "ada", { server, at: "/settings" });
  const grace = await signedIn(browser, "grace", { server, at: "/settings" });
  const room = await person.createRoom({ kind: "PRIVATE", userIds: [grace.person.id] });
  const forms = formsOf(page);
  for (const one of [page, grace.page]) await openRoom(one, room);
  await attach(page, await picture("sea.png", "#26a", 1200, 900));
  await uploaded(page, "sea.png");
  await messageBox(page).press("Enter");

  const small = grace.page.waitForResponse((response) => response.url().startsWith(`${store.origin}/`));
  await expect(timeline(grace.page).getByRole("button", { name: "Open sea.png" })).toBeVisible();
  expect((await small).url()).toContain("/files/small/");
  await timeline(grace.page).getByRole("button", { name: "Open sea.png" }).click();
  const lightbox = grace.page.getByRole("dialog", { name: /^sea\.png/ });
  // Our own server leads there by an address that looks alike.
  const isWhole = (url: string) => url.startsWith(`${store.origin}/`) && /\/files\/\w{20}\?/.test(url);
  const whole = grace.page.waitForResponse((response) => isWhole(response.url()));
  for (let n = 0; n < 2; n++) await lightbox.getByRole("button", { name: "Zoom in" }).click();
  expect((await whole).status()).toBe(200);
  const [file] = (await person.fullHistory(room)).at(-1)?.files ?? [];
  expect(store.seen).toContain(`PUT files/incoming/${file?.id} 200`);
  expect(forms(), "our server got no bytes").toBe(0);
});

test("who lies about a size or a type is told so in words, and what the store does not take comes through us", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/status of 403|CORS policy|ERR_FAILED|status of 41[35]/);
  const { page, person } = await signedIn(browser, "ada", { server, at: "/settings" });
  const room = await person.createRoom({});
  const forms = formsOf(page);
  await openRoom(page, room);
  await attach(page, damaged("photo.png"));
  await expect(refusals(page)).toHaveText([/^photo\.png was refused: This image is damaged, or is no image\./]);
  expect(forms()).toBe(0);

  await page.route(/api\/uploadthing/, async (route) => {
    const asked = route.request().postDataJSON();
    asked.files[0].size -= 1;
    await route.continue({ postData: JSON.stringify(asked) });
  });
  await attach(page, text("lie.txt", 500));
  await expect(refusals(page).last()).toHaveText(/^lie\.txt was refused: The file is larger than the 0\.1 MB/);
  await page.unroute(/api\/uploadthing/);

  store.allowedOrigins.clear();
  const before = forms();
  await attach(page, text("plan.txt", 500));
  await uploaded(page, "plan.txt");
  expect(forms(), "without a rule for our pages at the store").toBe(before + 1);
  store.allowedOrigins.add(new URL(server.url).origin);
});

test("pictures and films are seen, sought in and saved straight from the store, under the page's policy", async ({
  browser,
}) => {
  const { page, person } = await signedIn(browser, "ada", { server, at: "/settings" });
  const film = await video(page);
  const room = await person.createRoom({});
  await openRoom(page, room);
  await attach(
    page,
    { name: "IMG_1.jpg", mimeType: "image/jpeg", buffer: await photo(1) },
    { name: "clip.webm", mimeType: "video/webm", buffer: film },
  );
  await uploaded(page, "IMG_1.jpg", "clip.webm");
  await messageBox(page).press("Enter");
  await expect.poll(async () => (await person.fullHistory(room)).at(-1)?.files.length).toBe(2);
  const [picture, clip] = (await person.fullHistory(room)).at(-1)?.files ?? [];
  await page.reload();

  const row = timeline(page).getByRole("article").last();
  const player = row.locator("video");
  await expect.poll(() => player.evaluate((element: HTMLVideoElement) => element.readyState)).toBeGreaterThan(0);
  await player.evaluate((element: HTMLVideoElement) => {
    element.muted = true;
    element.currentTime = 1;
  });
  await expect.poll(() => player.evaluate((element: HTMLVideoElement) => element.seeking)).toBe(false);
  expect(await player.evaluate((element: HTMLVideoElement) => element.error)).toBe(null);
  expect(store.seen.filter((one) => one.startsWith(`GET files/${clip?.id} bytes=`)).length).toBeGreaterThan(0);

  // Close enough that the picture itself is wanted, which is there and not here.
  const whole = page.waitForResponse((response) => response.url().startsWith(`${store.origin}/`));
  await row.getByRole("button", { name: "Open IMG_1.jpg" }).click();
  const lightbox = page.getByRole("dialog", { name: /^IMG_1\.jpg/ });
  for (let n = 0; n < 2; n++) await lightbox.getByRole("button", { name: "Zoom in" }).click();
  expect((await whole).status()).toBe(200);

  const download = page.waitForEvent("download");
  await lightbox.getByRole("link", { name: "Download IMG_1.jpg" }).click();
  const got = await download;
  expect(got.suggestedFilename()).toBe("IMG_1.jpg");
  const held = store.objects.get(`files/${picture?.id}`)?.bytes;
  expect(held && (await readFile(await got.path())).equals(held)).toBe(true);
  await expect(page).toHaveURL(new RegExp(`/rooms/${room.id}`));
});
