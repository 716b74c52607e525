import { expect, sharedServer, signedIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import { messages, openRoom } from "@/tests/support/chat.ts";

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

test("a finger holds what was deleted and restores it", async ({ browser }) => {
  const grace = await register(sharedServer(), uniqueName("grace"));
  const { page, person: ada } = await signedIn(browser, "ada", { at: "/settings", ...PHONE });
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
  const message = await ada.send(room, "Gone by mistake");
  await openRoom(page, room);
  await ada.deleteMessage(message);
  const row = messages(page, "This message was deleted");
  await expect(row.getByRole("button", { name: "Restore" })).toBeVisible();
  const box = await row.boundingBox();
  const at = { clientX: (box?.x ?? 0) + 60, clientY: (box?.y ?? 0) + 4 };
  await row.dispatchEvent("pointerdown", { pointerType: "touch", isPrimary: true, bubbles: true, ...at });
  await page.getByRole("dialog", { name: "Message actions" }).getByRole("button", { name: "Restore" }).tap();
  await expect(messages(page, "Gone by mistake")).toBeVisible();
});
