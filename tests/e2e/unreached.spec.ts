// T5: whoever names somebody who is not in the room is told, and adds them from there.
import { accessibilityFaults } from "@/tests/support/accessibility.ts";
import { expect, sharedServer, signedIn, signIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import { messageBox, messages, openRoom, sendMessage, timeline } from "@/tests/support/chat.ts";

test("a message to somebody who cannot see the room says so to its author alone, who adds them", async ({
  browser,
}) => {
  const { page, person: ada } = await signedIn(browser, "ada", { at: "/settings" });
  const grace = await register(sharedServer(), uniqueName("grace"));
  const linus = await register(sharedServer(), uniqueName("linus"));
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [linus.id] });
  await openRoom(page, room);
  const { page: his } = await signIn(browser, linus, { at: "/settings" });
  await openRoom(his, room);
  await sendMessage(page, `@${grace.username} and @${linus.username}, tea?`);

  const line = messages(page, "tea?").getByRole("status");
  await expect(line).toContainText(`${grace.user.displayName} cannot see this room.`);
  expect(await accessibilityFaults(page, { within: "[role=log]" })).toEqual([]);
  await expect(messages(his, "tea?")).toBeVisible();
  await expect(his.getByText("cannot see this room")).toHaveCount(0);
  await line.getByRole("button", { name: "Add to the room" }).click();
  await expect(line).toHaveCount(0);
  await expect(messageBox(page)).toBeFocused();
  await expect(timeline(his).getByText(`added ${grace.user.displayName}`)).toBeVisible();
  expect((await grace.rooms()).map(({ id }) => id)).toContain(room.id);

  await ada.remove(room, grace);
  await sendMessage(page, `@${grace.username} again`);
  await messages(page, "again").getByRole("button", { name: "Not now" }).press("Enter");
  await expect(messages(page, "again").getByRole("status")).toHaveCount(0);
});
