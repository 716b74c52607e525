// Emoji that people add, on screen.

import type { Page } from "@playwright/test";
import { accessibilityFaults } from "@/tests/support/accessibility.ts";
import { expect, signIn, test } from "@/tests/support/browser.ts";
import { type Cast, cast } from "@/tests/support/cast.ts";
import { allLoaded, messageBox, messages, openRoom, waitForHydration } from "@/tests/support/chat.ts";
import { startServer, type TestServer } from "@/tests/support/server.ts";
import { picture } from "@/tests/support/upload-files.ts";

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

let server: TestServer;
let people: Cast;
test.beforeAll(async () => {
  server = await startServer();
  people = await cast(server);
});
test.afterAll(() => server.stop());

async function add(page: Page, name: string, aliases = ""): Promise<void> {
  const file = { name: `${name}.png`, mimeType: "image/png", buffer: await picture("png", 64, 64) };
  await page.getByLabel("Choose a picture").and(page.locator("input")).setInputFiles(file);
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue(name);
  await page.getByLabel("Other names").fill(aliases);
  await page.getByRole("button", { name: "Add emoji" }).click();
  await expect(page.getByRole("button", { name: `Remove :${name}:` })).toBeVisible();
}

const isDrawn = (page: Page, text: string, name: string) =>
  expect
    .poll(() =>
      messages(page, text)
        .getByRole("img", { name: `:${name}:` })
        .evaluate((image: HTMLImageElement) => image.naturalWidth),
    )
    .toBeGreaterThan(0);

test("an administrator adds an emoji, others write it, react with it, and keep it when it is removed", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/status of 422/);
  const { ada, grace } = people;
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
  const admin = await signIn(browser, ada, { at: "/settings/emoji" });
  await expect(admin.page.getByText("No emoji of your own yet")).toBeVisible();
  await add(admin.page, "acme", "polly, dance");
  await admin.page
    .getByLabel("Choose a picture")
    .and(admin.page.locator("input"))
    .setInputFiles({
      name: "tada.png",
      mimeType: "image/png",
      buffer: await picture("png", 32, 32),
    });
  await admin.page.getByRole("button", { name: "Add emoji" }).click();
  await expect(admin.page.getByText("Every device has an emoji called tada. Try another name.")).toBeVisible();
  expect(await accessibilityFaults(admin.page)).toEqual([]);

  // Completion by one of its other names, then a text.
  const { page } = await signIn(browser, grace, { at: "/browse" });
  await openRoom(page, room);
  await messageBox(page).pressSequentially("Hello :polly");
  await page.getByRole("option", { name: ":polly:" }).waitFor();
  await messageBox(page).press("Enter");
  await expect(messageBox(page)).toHaveValue("Hello :acme: ");
  await messageBox(page).pressSequentially("and `:acme:` at 10:30:15");
  await messageBox(page).press("Enter");
  await isDrawn(page, "Hello", "acme");
  await expect(messages(page, "Hello").locator("code")).toHaveText(":acme:");
  await expect(messages(page, "Hello").getByRole("img", { name: ":acme:" })).toHaveCount(1);

  // What the server draws has it, too, in a place of its size.
  await openRoom(admin.page, room);
  await isDrawn(admin.page, "Hello", "acme");

  // A reaction from the picker, found by its name.
  await messages(admin.page, "Hello").hover();
  await admin.page
    .getByRole("toolbar", { name: "Message actions" })
    .getByRole("button", { name: "Add reaction" })
    .click();
  await expect(admin.page.getByRole("group", { name: "Emoji of this server" })).toBeVisible();
  await admin.page
    .getByRole("textbox", { name: "Search emoji" })
    .or(admin.page.getByRole("searchbox", { name: "Search emoji" }))
    .fill("danc");
  await expect(admin.page.getByRole("option", { name: ":acme:" })).toBeVisible();
  await admin.page.keyboard.press("Enter");
  const chip = messages(page, "Hello").getByRole("button", { name: ":acme: 1" });
  await chip.click();
  await expect(messages(admin.page, "Hello").getByRole("button", { name: ":acme: 2, you reacted" })).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);

  // What was written keeps it.
  await admin.page.goto("/settings/emoji");
  await admin.page.getByRole("button", { name: "Remove :acme:" }).click();
  await admin.page.getByRole("alertdialog").getByRole("button", { name: "Remove emoji" }).click();
  await expect(admin.page.getByText("No emoji of your own yet")).toBeVisible();
  await page.reload();
  await waitForHydration(page);
  await isDrawn(page, "Hello", "acme");
  await messageBox(page).fill("Late :acme:");
  await messageBox(page).press("Enter");
  await expect(messages(page, "Late :acme:")).toBeVisible();
});

test("on a phone members add one where they may, choose it in the sheet, and see it large alone", async ({
  browser,
}) => {
  const { ada, grace } = people;
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
  await ada.api.patch("/api/chat/settings/emoji", { membersMayAdd: true });
  const { page } = await signIn(browser, grace, { at: "/settings/emoji", ...PHONE });
  await add(page, "shipit");
  expect(await accessibilityFaults(page)).toEqual([]);
  await openRoom(page, room);
  await allLoaded(page);
  await page.getByRole("button", { name: "Emoji", exact: true }).tap();
  const sheet = page.getByRole("dialog", { name: "Emoji" });
  await sheet.getByRole("button", { name: ":shipit:" }).tap();
  await expect(messageBox(page)).toHaveValue(":shipit:");
  await sheet.getByRole("button", { name: "Close emoji" }).tap();
  await page.getByRole("button", { name: "Send" }).tap();
  const image = messages(page).getByRole("img", { name: ":shipit:" });
  await expect.poll(async () => (await image.boundingBox())?.width ?? 0).toBeGreaterThan(40);
});
