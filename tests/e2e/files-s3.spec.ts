// The bytes in a store that browsers reach: another origin than the page's.
import { readFile } from "node:fs/promises";
import { attach, uploaded } from "@/tests/support/attach-files.ts";
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
});
test.afterAll(async () => {
  await server.stop();
  await store.close();
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
