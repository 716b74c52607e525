import type { Page } from "@playwright/test";
import { attach, attached, uploaded } from "@/tests/support/attach-files.ts";
import { expect, signedIn, test } from "@/tests/support/browser.ts";
import { chatRow, messageBox, openRoom, timeline } from "@/tests/support/chat.ts";
import { chromiumFlags, systemChromium } from "@/tests/support/chromium.mjs";

test.use({
  launchOptions: {
    executablePath: systemChromium(),
    args: [...chromiumFlags(), "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"],
  },
});

test("a voice message is recorded, listened to and sent", async ({ browser }) => {
  const { page, person } = await signedIn(browser, "ada", { at: "/settings", permissions: ["microphone"] });
  const room = await person.createRoom({});
  await openRoom(page, room);
  await messageBox(page).fill("Half a sentence");
  await page.getByRole("button", { name: "Record a voice message" }).click();
  await expect(page.getByRole("timer")).toHaveText("0:02");
  await page.getByRole("button", { name: "Stop recording" }).click();
  const audio = page.getByLabel("The recording", { exact: true });
  await expect(audio).toBeVisible();
  await expect.poll(() => audio.evaluate((element: HTMLAudioElement) => element.readyState)).toBeGreaterThan(0);
  await page.getByRole("button", { name: "Send the voice message" }).click();
  const files = async () => (await person.fullHistory(room)).flatMap((one) => one.files);
  await expect.poll(files).toHaveLength(1);
  const [file] = await files();
  expect(file).toMatchObject({
    kind: "audio",
    name: expect.stringMatching(/^Voice message \d{4}-\d\d-\d\d \d\d\.\d\d\.\w+$/),
  });
  expect(file?.durationMs).toBeGreaterThan(1500);
  // The text that was being written is still there.
  await expect(messageBox(page)).toHaveValue("Half a sentence");
  await expect(messageBox(page)).toBeFocused();
});

test("a voice message that is sent without a network waits for it", async ({ browser, allowErrors }) => {
  allowErrors(/ERR_INTERNET_DISCONNECTED|WebSocket/);
  const { page, person, context } = await signedIn(browser, "ada", { at: "/settings", permissions: ["microphone"] });
  const room = await person.createRoom({});
  await openRoom(page, room);
  const prepared = page.waitForResponse("**/api/chat/me/storage");
  await page.getByRole("button", { name: "Record a voice message" }).click();
  await prepared;
  await expect(page.getByRole("timer")).toHaveText("0:01");
  await context.setOffline(true);
  await page.getByRole("button", { name: "Stop recording" }).click();
  await page.getByRole("button", { name: "Send the voice message" }).click();
  await expect(timeline(page).getByRole("article", { name: /^Sending: Voice message/ })).toBeVisible();
  await expect(messageBox(page)).toBeFocused();
  await context.setOffline(false);
  const files = async () => (await person.fullHistory(room)).flatMap((one) => one.files);
  await expect.poll(files, { timeout: 30_000 }).toEqual([expect.objectContaining({ kind: "audio" })]);
});

test("a recording is discarded with Escape, and nothing is sent", async ({ browser }) => {
  const { page, person } = await signedIn(browser, "ada", { at: "/settings", permissions: ["microphone"] });
  const room = await person.createRoom({});
  await openRoom(page, room);
  await page.getByRole("button", { name: "Record a voice message" }).click();
  await expect(page.getByRole("button", { name: "Stop recording" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(messageBox(page)).toBeFocused();
  await expect(timeline(page).getByRole("article")).toHaveCount(0);
});

test("a recording that is not sent is among the attached files after a reload, and when the room was left", async ({
  browser,
}) => {
  const { page, person } = await signedIn(browser, "ada", { at: "/settings", permissions: ["microphone"] });
  const room = await person.createRoom({});
  await person.createRoom({ name: "Elsewhere" });
  await openRoom(page, room);
  await page.getByRole("button", { name: "Record a voice message" }).click();
  await expect(page.getByRole("timer")).toHaveText("0:01");
  await page.getByRole("button", { name: "Stop recording" }).click();
  await expect(page.getByRole("button", { name: "Send the voice message" })).toBeEnabled();
  // The recording is played here, and is not among the attached files.
  await expect(attached(page)).toHaveCount(0);
  await page.reload();
  await expect(attached(page)).toHaveText([/^Voice message.+0:0[1-9] · /]);

  // The room is left while a second recording is running.
  await page.getByRole("button", { name: "Record a voice message" }).click();
  await expect(page.getByRole("timer")).toHaveText("0:01");
  await chatRow(page, "Elsewhere").click();
  await expect(page.getByRole("textbox", { name: "Message Elsewhere" })).toBeVisible();
  await page.goBack();
  await expect(attached(page)).toHaveCount(2);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  const files = async () => (await person.fullHistory(room)).flatMap((one) => one.files);
  await expect
    .poll(async () => (await files()).map(({ kind, durationMs }) => [kind, durationMs !== null]))
    .toEqual([
      ["audio", true],
      ["audio", true],
    ]);
});

test("a recording that was listened to and discarded is gone, also after a reload", async ({ browser }) => {
  const { page, person } = await signedIn(browser, "ada", { at: "/settings", permissions: ["microphone"] });
  const room = await person.createRoom({});
  await openRoom(page, room);
  await page.getByRole("button", { name: "Record a voice message" }).click();
  await expect(page.getByRole("timer")).toHaveText("0:01");
  await page.getByRole("button", { name: "Stop recording" }).click();
  await expect(page.getByRole("button", { name: "Send the voice message" })).toBeEnabled();
  await page.getByRole("button", { name: "Discard the recording" }).click();
  await expect(messageBox(page)).toBeFocused();
  await page.reload();
  await expect(page.getByRole("button", { name: "Attach files" })).toBeVisible();
  await attach(page, { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("notes") });
  await uploaded(page, "notes.txt");
  await expect(attached(page)).toHaveCount(1);
});

test("a video goes with its length, its size and a still", async ({ browser }) => {
  const { page, person } = await signedIn(browser, "ada", { at: "/settings" });
  const room = await person.createRoom({});
  await openRoom(page, room);
  const base64 = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 320, height: 180 });
    const paint = canvas.getContext("2d");
    const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: "video/webm;codecs=vp8" });
    const chunks: Blob[] = [];
    recorder.ondataavailable = ({ data }) => chunks.push(data);
    const stopped = new Promise((done) => {
      recorder.onstop = done;
    });
    recorder.start();
    for (let frame = 0; frame < 60; frame++) {
      paint?.fillRect(frame, 0, 3, 180);
      await new Promise((done) => requestAnimationFrame(done));
    }
    recorder.stop();
    await stopped;
    const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  });
  await attach(page, { name: "clip.webm", mimeType: "video/webm", buffer: Buffer.from(base64, "base64") });
  await uploaded(page, "clip.webm");
  await messageBox(page).press("Enter");
  const file = async () => (await person.fullHistory(room)).at(-1)?.files[0];
  await expect.poll(file).toMatchObject({ kind: "video", width: 320, height: 180, posterId: expect.any(String) });
  expect((await file())?.durationMs).toBeGreaterThan(500);
  expect((await file())?.placeholder).toMatch(/^data:image/);
  // Neither the file nor its still stays in the browser.
  await expect.poll(() => keptFiles(page)).toBe(0);
});

/** How many files the browser keeps for drafts and unsent messages. */
function keptFiles(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open("parley");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const counting = opening.result.transaction("files").objectStore("files").count();
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result);
          };
        };
      }),
  );
}

test("a microphone that is not allowed is told of in words", async ({ browser }) => {
  const { page, person } = await signedIn(browser, "ada", { at: "/settings", permissions: ["microphone"] });
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException("Permission denied", "NotAllowedError"));
  });
  const room = await person.createRoom({});
  await openRoom(page, room);
  await page.getByRole("button", { name: "Record a voice message" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("The microphone is not allowed.");
  await page.getByRole("button", { name: "Close" }).click();
  await expect(messageBox(page)).toBeFocused();
});
