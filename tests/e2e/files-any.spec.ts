// Files of any kind: which ones an administrator forbids, which ones are sent as they are, and which ones are
// downloads.

import { attach, attached, refusals, uploaded } from "@/tests/support/attach-files.ts";
import { expect, signIn, test } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import { openRoom, timeline } from "@/tests/support/chat.ts";
import { movingPng } from "@/tests/support/image-bombs.ts";
import { startServer, type TestServer } from "@/tests/support/server.ts";

let server: TestServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(() => server.stop());

const given = (name: string, buffer: Buffer) => ({ name, mimeType: "application/octet-stream", buffer });

test("any file is shared as a download, but for what an administrator has ruled out", async ({ browser }) => {
  const ada = await register(server, "ada");
  const grace = await register(server, "grace");
  const room = await ada.createRoom({ name: "Studio" });
  await grace.join(room);

  const { page: hers } = await signIn(browser, ada, { server, at: "/settings/storage" });
  await hers.getByRole("textbox", { name: "Files that nobody can share" }).fill(".EXE, bat");
  await hers.getByRole("button", { name: "Save" }).click();
  await expect(hers.getByRole("textbox", { name: "Files that nobody can share" })).toHaveValue("bat, exe");

  const { page } = await signIn(browser, grace, { server, at: "/settings/storage" });
  await expect(page.getByText("Files that end in .bat, .exe cannot be shared here.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Files that nobody can share" })).toHaveCount(0);
  await openRoom(page, room);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await attach(page, given("setup.exe", Buffer.from("MZ")));
  await expect(refusals(page)).toHaveText(["Files that end in .exe cannot be shared here."]);
  expect(asked.filter((url) => url.includes("/api/uploadthing"))).toEqual([]);

  const poster = Buffer.from("8BPS\0\x01 a design");
  await attach(page, given("poster.psd", poster), given("plan.pdf", Buffer.from("\n%PDF-1.7 a plan")));
  await uploaded(page, "poster.psd", "plan.pdf");
  await expect(
    page.getByText("Documents are shared as they are, with the author’s name and dates in them."),
  ).toBeVisible();
  await expect(page.getByText(/^.*poster\.psd cannot be shown here/)).toBeVisible();
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(attached(page)).toHaveCount(0);
  const row = timeline(page).getByRole("article").last();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    row.getByRole("link", { name: "Download poster.psd" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("poster.psd");
});

test("an animated PNG goes on moving, as its browser sees it", async ({ browser }) => {
  const linus = await register(server, "linus");
  const { page } = await signIn(browser, linus, { server, at: "/settings" });
  const room = await linus.createRoom({ name: "Motion" });
  await openRoom(page, room);
  await attach(page, { name: "blink.png", mimeType: "image/png", buffer: await movingPng(3, 64, 48) });
  await uploaded(page, "blink.png");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  const image = timeline(page).getByRole("img", { name: "blink.png" });
  await expect(image).toBeVisible();
  // Before the reload the picture is the sender's own copy.
  await page.reload();
  await expect(image).toHaveAttribute("src", /^\/api\/files\//);
  const address = await image.getAttribute("src");
  const frames = await page.evaluate(async (url) => {
    const body = (await fetch(url ?? "")).body as ReadableStream<Uint8Array>;
    const decoder = new ImageDecoder({ data: body, type: "image/png" });
    await decoder.completed;
    return decoder.tracks.selectedTrack?.frameCount;
  }, address);
  expect(frames).toBe(3);
  await expect(page.getByRole("button", { name: "Pause blink.png" })).toBeAttached();
});
