import { attach, type TestFile, text, uploaded } from "@/tests/support/attach-files.ts";
import { expect, signedIn, test } from "@/tests/support/browser.ts";
import { messageBox, openRoom, sendMany, timeline } from "@/tests/support/chat.ts";
import { watchLayoutShifts } from "@/tests/support/layout-shifts.ts";
import { photo, tone, video } from "@/tests/support/media.ts";

const jpeg = async (n: number, width: number, height: number): Promise<TestFile> => ({
  name: `IMG_${n}.jpg`,
  mimeType: "image/jpeg",
  buffer: await photo(n, width, height),
});

for (const [device, viewport] of [
  ["a laptop", { width: 1280, height: 800 }],
  ["a phone", { width: 390, height: 844 }],
] as const)
  test(`what is sent stands where it will stay, so that nothing moves when it has arrived (${device})`, async ({
    browser,
  }) => {
    const { page, person, context } = await signedIn(browser, "ada", { at: "/settings", viewport });
    const room = await person.createRoom({});
    await sendMany(person, room, 30);
    const { shifts, forget } = await watchLayoutShifts(page);
    const film = { name: "clip.webm", mimeType: "video/webm", buffer: await video(page) };
    await openRoom(page, room);
    const groups: TestFile[][] = [
      [await jpeg(1, 1600, 1200)],
      [await jpeg(2, 300, 900), await jpeg(3, 900, 300), await jpeg(4, 640, 480)],
      [
        film,
        { name: "song.wav", mimeType: "audio/wav", buffer: tone(2) },
        text("notes.txt", 200),
        text("long.log", 5000),
      ],
    ];
    for (const [index, files] of groups.entries()) {
      let open = () => {};
      const opening = new Promise<void>((done) => {
        open = done;
      });
      await context.route(/\/rooms\/\w+\/messages$/, async (route) => {
        if (route.request().method() === "POST") await opening;
        await route.continue();
      });
      await attach(page, ...files);
      await uploaded(page, ...files.map(({ name }) => name));
      await messageBox(page).fill(`Group ${index}`);
      await messageBox(page).press("Enter");
      const row = timeline(page).getByRole("article", { name: new RegExp(`Group ${index}`) });
      await expect(row).toHaveAccessibleName(/^Sending/);
      await forget();
      const before = await row.boundingBox();
      open();
      await expect(row).not.toHaveAccessibleName(/^Sending/);
      await expect
        .poll(() => row.getByRole("img").evaluateAll((all) => all.every((one) => (one as HTMLImageElement).complete)))
        .toBe(true);
      expect(await row.boundingBox()).toEqual(before);
      expect(await shifts()).toEqual([]);
      await context.unrouteAll();
    }
    // This checks the measurement itself: an element that does move is counted.
    await page.evaluate(() => document.querySelector("main")?.style.setProperty("margin-top", "100px"));
    await expect.poll(async () => (await shifts()).length).toBeGreaterThan(0);
  });
