// The bytes at UploadThing: a stand-in for its servers, on another origin than the page's.
import { readFile } from "node:fs/promises";
import type { BrowserContext } from "@playwright/test";
import { attach, uploaded } from "@/tests/support/attach-files.ts";
import { expect, signedIn, test } from "@/tests/support/browser.ts";
import { messageBox, openRoom, timeline } from "@/tests/support/chat.ts";
import { animation, photo, video } from "@/tests/support/media.ts";
import { startServer, type TestServer } from "@/tests/support/server.ts";
import { pdf } from "@/tests/support/upload-files.ts";
import { startUploadthing, type Uploadthing } from "@/tests/support/uploadthing.ts";

let theirs: Uploadthing;
let server: TestServer;
test.beforeAll(async () => {
  theirs = await startUploadthing();
  server = await startServer({ env: theirs.env });
});
test.afterAll(async () => {
  await server.stop();
  await theirs.close();
});

const READING = "https://app123.ufs.sh";
const SENDING = "https://*.ingest.uploadthing.com";

/**
 * Replaces UploadThing's two hosts in the pages' policies by the stand-in's address. Returns the requests that arrived
 * there.
 */
async function atStandIn(context: BrowserContext): Promise<string[]> {
  const policies: string[] = [];
  await context.route(
    (url) => url.pathname.startsWith("/rooms/"),
    async (route) => {
      if (!route.request().isNavigationRequest()) return route.fallback();
      const response = await route.fetch();
      const policy = response.headers()["content-security-policy"] ?? "";
      policies.push(policy);
      const there = policy.replaceAll(READING, theirs.origin).replaceAll(SENDING, theirs.origin);
      await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": there } });
    },
  );
  return policies;
}

test("with the bytes at UploadThing files are sent, seen, played, sought in and downloaded", async ({ browser }) => {
  const { page, person, context } = await signedIn(browser, "ada", {
    server,
    at: "/settings",
    // For Chromium a page whose reply a test provides has no address, so it needs permission to reach this machine.
    permissions: ["local-network-access"],
  });
  const film = await video(page);
  const room = await person.createRoom({});
  const policies = await atStandIn(context);
  await openRoom(page, room);
  const [policy = ""] = policies;
  const allowed = (kind: string) => (new RegExp(`${kind} ([^;]*)`).exec(policy)?.[1] ?? "").split(" ");
  expect(allowed("img-src")).toEqual(["'self'", "data:", "blob:", READING]);
  expect(allowed("media-src")).toEqual(["'self'", "blob:", READING]);
  expect(allowed("connect-src").filter((host) => host.startsWith("https:"))).toEqual([SENDING]);

  const files = [
    { name: "IMG_1.jpg", mimeType: "image/jpeg", buffer: await photo(1) },
    { name: "blink.gif", mimeType: "image/gif", buffer: await animation() },
    { name: "clip.webm", mimeType: "video/webm", buffer: film },
    { name: "plan.pdf", mimeType: "application/pdf", buffer: pdf(2000) },
  ];
  await attach(page, ...files);
  await uploaded(page, ...files.map(({ name }) => name));
  await messageBox(page).press("Enter");
  await expect.poll(async () => (await person.fullHistory(room)).at(-1)?.files.length).toBe(4);

  const row = timeline(page).getByRole("article").last();
  const drawn = (name: string) =>
    row
      .getByRole("button", { name: `Open ${name}` })
      .getByRole("img", { includeHidden: true })
      .evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0);
  await expect.poll(() => drawn("IMG_1.jpg")).toBe(true);
  await expect.poll(() => drawn("blink.gif")).toBe(true);

  const player = row.locator("video");
  await expect.poll(() => player.evaluate((element: HTMLVideoElement) => element.readyState)).toBeGreaterThan(0);
  await player.evaluate((element: HTMLVideoElement) => {
    element.muted = true;
    element.currentTime = 1;
  });
  await expect.poll(() => player.evaluate((element: HTMLVideoElement) => element.seeking)).toBe(false);
  expect(await player.evaluate((element: HTMLVideoElement) => element.error)).toBe(null);

  const download = page.waitForEvent("download");
  await row.getByRole("link", { name: "Download plan.pdf" }).click();
  const got = await download;
  expect(got.suggestedFilename()).toBe("plan.pdf");
  expect((await readFile(await got.path())).equals(pdf(2000))).toBe(true);

  // At this zoom the original is needed, which is at UploadThing.
  const whole = page.waitForResponse((response) => response.url().startsWith(`${theirs.origin}/a/`));
  await row.getByRole("button", { name: "Open IMG_1.jpg" }).click();
  const lightbox = page.getByRole("dialog", { name: /^IMG_1\.jpg/ });
  for (let n = 0; n < 2; n++) await lightbox.getByRole("button", { name: "Zoom in" }).click();
  expect((await whole).status()).toBe(200);
  await expect(page).toHaveURL(new RegExp(`/rooms/${room.id}`));
});
