// docs/reliability.md D23, on screen.
import { accessibilityFaults } from "@/tests/support/accessibility.ts";
import { expect, sharedServer, signedIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import { allLoaded, chooseFromMenu, messages, openRoom } from "@/tests/support/chat.ts";

test("a message is forwarded by keys, with a warning, and keeps what was typed without a network", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/ERR_INTERNET_DISCONNECTED|WebSocket/);
  const { page, person: ada } = await signedIn(browser, "ada", { at: "/settings" });
  const grace = await register(sharedServer(), uniqueName("grace"));
  const [from, to] = [uniqueName("From"), uniqueName("Towards")];
  const secret = await ada.createRoom({ kind: "PRIVATE", name: from, userIds: [grace.id] });
  const open = await ada.createRoom({ name: to });
  await grace.send(secret, "The **cobalt** plan, @all");
  await openRoom(page, secret);
  await allLoaded(page);
  await chooseFromMenu(page, "cobalt", "Forward");
  const dialog = page.getByRole("dialog", { name: "Forward message" });
  await expect(dialog.getByRole("combobox", { name: "To" })).toBeFocused();
  expect(await accessibilityFaults(page, { within: "[role=dialog]" })).toEqual([]);
  await page.keyboard.type(to);
  await expect(dialog.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("button", { name: "Change" })).toBeFocused();
  await expect(dialog.getByRole("status").filter({ hasText: "Everybody here will be able to read it." })).toBeVisible();
  await dialog.getByRole("textbox", { name: /^Comment/ }).fill("Look at this");
  await page.context().setOffline(true);
  await dialog.getByRole("button", { name: "Forward" }).click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  await expect(dialog.getByRole("textbox", { name: /^Comment/ })).toHaveValue("Look at this");
  await page.context().setOffline(false);
  await dialog.getByRole("button", { name: "Forward" }).click();
  await expect(dialog).toHaveCount(0);

  await openRoom(page, open);
  const row = messages(page, "Look at this");
  await expect(row).toHaveCount(1);
  const copy = row.getByRole("figure");
  await expect(copy).toContainText(grace.user.displayName);
  await expect(copy).toContainText("The cobalt plan");
  await expect(copy.getByRole("link", { name: `in ${from}` })).toBeVisible();
  expect(await accessibilityFaults(page, { within: "article" })).toEqual([]);
  await copy.getByRole("link", { name: `in ${from}` }).click();
  await expect(messages(page, "cobalt")).toBeVisible();
});

test("a finger forwards from the sheet; who cannot see the room is not told of it", async ({ browser }) => {
  const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
  const { page, person: ada } = await signedIn(browser, "ada", { at: "/settings", ...phone });
  const { page: hers, person: grace } = await signedIn(browser, "grace", { at: "/settings" });
  const [from, to] = [uniqueName("From"), uniqueName("Towards")];
  const secret = await ada.createRoom({ kind: "PRIVATE", name: from });
  const both = await ada.createRoom({ kind: "PRIVATE", name: to, userIds: [grace.id] });
  await ada.send(secret, "Only mine so far");
  await openRoom(hers, both);
  await openRoom(page, secret);
  const row = messages(page, "Only mine so far");
  const box = await row.boundingBox();
  const at = { clientX: (box?.x ?? 0) + 60, clientY: (box?.y ?? 0) + 4 };
  await row.dispatchEvent("pointerdown", { pointerType: "touch", isPrimary: true, bubbles: true, ...at });
  await page.getByRole("dialog", { name: "Message actions" }).getByRole("button", { name: "Forward" }).tap();
  const dialog = page.getByRole("dialog", { name: "Forward message" });
  await dialog.getByRole("option", { name: to }).tap();
  await expect(dialog.getByText("One person will read it who cannot see it there.")).toBeVisible();
  await dialog.getByRole("button", { name: "Forward" }).tap();
  await expect(dialog).toHaveCount(0);
  const copy = messages(hers, "Only mine so far").getByRole("figure");
  await expect(copy).toContainText(ada.user.displayName);
  await expect(hers.getByText(from)).toHaveCount(0);
});
