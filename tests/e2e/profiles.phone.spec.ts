import { expect, sharedServer, signedIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import { allLoaded, messages, openRoom } from "@/tests/support/chat.ts";

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

test("on a phone a card is a sheet, which the back button closes", async ({ browser }) => {
  const grace = await register(sharedServer(), uniqueName("grace"));
  const { page, person } = await signedIn(browser, "ada", { at: "/settings", ...PHONE });
  const room = await person.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
  await grace.send(room, "Here I am");
  await openRoom(page, room);
  await allLoaded(page);
  await messages(page, "Here I am").getByText(grace.user.displayName).first().tap();
  const card = page.getByRole("dialog", { name: `Profile of ${grace.user.displayName}` });
  await expect(card.getByRole("button", { name: "Message", exact: true })).toBeVisible();
  await page.goBack();
  await expect(card).toBeHidden();
  await expect(page.getByRole("heading", { name: room.name })).toBeVisible();
});
