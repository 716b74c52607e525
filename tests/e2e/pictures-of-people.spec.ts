import { expect, signIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import { chatRow, messages, openRoom } from "@/tests/support/chat.ts";
import { photo } from "@/tests/support/media.ts";
import { startServer, type TestServer } from "@/tests/support/server.ts";

/**
 * The server is not shared, because a picture that is removed while another test's page is about to load it would log a
 * 404 there.
 */
let server: TestServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(() => server.stop());

const file = async (n: number) => ({ name: "me.jpg", mimeType: "image/jpeg", buffer: await photo(n, 900, 600) });

test("ada chooses her picture by keyboard, grace sees it at once, and sees it go", async ({ browser }) => {
  const ada = await register(server, uniqueName("ada"));
  const grace = await register(server, uniqueName("grace"));
  const room = await ada.createRoom({ name: uniqueName("faces") });
  await grace.join(room);
  await ada.send(room, "Who am I?");
  const { page: hers } = await signIn(browser, grace, { at: "/settings" });
  await openRoom(hers, room);
  const face = messages(hers, "Who am I?").locator("img");
  await expect(messages(hers, "Who am I?")).toBeVisible();
  await expect(face).toHaveCount(0);

  const { page } = await signIn(browser, ada, { at: "/settings" });
  await page.getByLabel("Choose picture").setInputFiles(await file(1));
  const dialog = page.getByRole("dialog", { name: "Choose the square" });
  const square = dialog.getByRole("group", { name: "Picture" });
  const place = () => square.locator("img").evaluate((image) => image.getAttribute("style"));
  await expect(square.locator("img")).toBeVisible();
  const whole = await place();
  await square.focus();
  await page.keyboard.press("+");
  await page.keyboard.press("ArrowRight");
  await expect.poll(place).not.toBe(whole);
  await dialog.getByRole("button", { name: "Save picture" }).click();
  await expect(page.getByText("Your picture is saved.")).toBeVisible();
  await expect
    .poll(() => face.evaluateAll((all) => all.map((image) => (image as HTMLImageElement).naturalWidth)))
    .toEqual([320]);

  await page.getByRole("button", { name: "Remove picture" }).click();
  await expect(page.getByText("Your picture is removed.")).toBeVisible();
  await expect(face).toHaveCount(0);
});

test("a room's picture is seen by its members at once", async ({ browser }) => {
  const ada = await register(server, uniqueName("ada"));
  const grace = await register(server, uniqueName("grace"));
  const name = uniqueName("faces");
  const room = await ada.createRoom({ name });
  await grace.join(room);
  const { page: hers } = await signIn(browser, grace, { at: "/settings" });
  await expect(chatRow(hers, name)).toBeVisible();
  await expect(chatRow(hers, name).locator("img")).toHaveCount(0);
  const { page } = await signIn(browser, ada, { at: `/rooms/${room.id}?panel=details` });
  await page.getByLabel("Choose picture").setInputFiles(await file(2));
  await page.getByRole("dialog").getByRole("button", { name: "Save picture" }).click();
  await expect(chatRow(hers, name).locator("img")).toHaveCount(1);
  await openRoom(hers, room, "?panel=details");
  await expect(hers.getByRole("tab", { name: "About" })).toBeVisible();
  // Only people who may rename the room may change its picture.
  await expect(hers.getByLabel("Choose picture")).toHaveCount(0);
});

test("what is no picture is refused in words, before anything is sent", async ({ browser }) => {
  const ada = await register(server, uniqueName("ada"));
  const { page } = await signIn(browser, ada, { at: "/settings" });
  const broken = { name: "me.png", mimeType: "image/png", buffer: Buffer.from("not a picture") };
  await page.getByLabel("Choose picture").setInputFiles(broken);
  await expect(page.getByRole("alert").filter({ hasText: "This picture cannot be read here." })).toBeVisible();
  await expect(page.getByRole("button", { name: "Save picture" })).toBeDisabled();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
});
