import { accessibilityFaults } from "@/tests/support/accessibility.ts";
import { attached, dispatchFiles, picture, text, tile, uploaded } from "@/tests/support/attach-files.ts";
import { expect, signedIn, test } from "@/tests/support/browser.ts";
import { messageBox, openRoom } from "@/tests/support/chat.ts";

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

test("with a finger, files come through a sheet of choices, and every control is large enough", async ({ browser }) => {
  const { page, person } = await signedIn(browser, "ada", { at: "/settings", ...PHONE });
  const room = await person.createRoom();
  await openRoom(page, room);
  await page.getByRole("button", { name: "Attach files" }).tap();
  const sheet = page.getByRole("dialog", { name: "Attach" });
  await expect(sheet.getByRole("button")).toHaveText([
    "Photos and videos",
    "Take a photo",
    "Files",
    "Voice message",
    "How to format a message",
  ]);
  for (const button of await sheet.getByRole("button").all())
    expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  const chooser = page.waitForEvent("filechooser");
  await sheet.getByRole("button", { name: "Photos and videos" }).tap();
  const chosen = await chooser;
  expect(chosen.isMultiple()).toBe(true);
  expect(await chosen.element().getAttribute("accept")).toBe("image/*,video/*");
  await chosen.setFiles([await picture("one.png"), await picture("two.png", "#a33")]);
  await uploaded(page, "one.png", "two.png");
  // Tiles that do not fit are reached by scrolling the row, never the page.
  await dispatchFiles(messageBox(page), ["paste"], [text("three.txt", 20), text("four.txt", 20)]);
  await uploaded(page, "three.txt", "four.txt");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await tile(page, "two.png").tap();
  await page.getByRole("menuitem", { name: "Move earlier" }).tap();
  await expect(attached(page).first()).toContainText("two.png");
  await page.getByRole("button", { name: "Send", exact: true }).tap();
  await expect
    .poll(async () => (await person.fullHistory(room)).at(-1)?.files.map(({ name }) => name))
    .toEqual(["two.png", "one.png", "three.txt", "four.txt"]);
});

for (const colorScheme of ["light", "dark"] as const)
  test(`what is attached has names, order and contrast for everybody (${colorScheme})`, async ({ browser }) => {
    const { page, person } = await signedIn(browser, "ada", { at: "/settings", colorScheme, ...PHONE });
    const room = await person.createRoom();
    await openRoom(page, room);
    await dispatchFiles(messageBox(page), ["paste"], [await picture("one.png"), text("bad.exe", 9)]);
    await uploaded(page, "one.png");
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Describe one.png" }).tap();
    await expect(page.getByRole("textbox", { name: "Description" })).toBeFocused();
    await page.getByRole("dialog").evaluate((dialog) => Promise.all(dialog.getAnimations().map((one) => one.finished)));
    // Menus and dialogs are drawn outside of the page's landmarks.
    expect(await accessibilityFaults(page, { notRules: ["region"] })).toEqual([]);
  });
