// In a room of more than fifty, @all asks first; and where its owners forbid it, it is said before anything is sent.
import { accessibilityFaults } from "@/tests/support/accessibility.ts";
import { expect, signedIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import { messageBox, messages, openRoom, timeline, waitForHydration } from "@/tests/support/chat.ts";

test("before fifty people are called it is asked; Escape goes back to the text, and Enter sends", async ({
  browser,
}) => {
  const { page, person: ada } = await signedIn(browser, "ada", { at: "/settings" });
  const names = Array.from({ length: 51 }, () => uniqueName("one"));
  const others = await Promise.all(names.map((name) => register(ada.server, name)));
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: others.map(({ id }) => id) });
  await openRoom(page, room);
  await waitForHydration(page);
  const box = messageBox(page);
  await box.pressSequentially("@all the kettle is on");
  await box.press("Enter");
  const question = page.getByRole("alertdialog", { name: "Notify 51 people?" });
  await expect(question.getByRole("button", { name: "Send" })).toBeFocused();
  expect(await accessibilityFaults(page, { within: "[role=alertdialog]" })).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(question).toBeHidden();
  await expect(box).toBeFocused();
  await expect(box).toHaveValue("@all the kettle is on");
  await expect(messages(page, "the kettle is on")).toHaveCount(0);

  await box.press("Enter");
  await expect(question.getByRole("button", { name: "Send" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(messages(page, "the kettle is on")).toHaveCount(1);
  await expect(box).toHaveValue("");
  await expect(box).toBeFocused();
});

test("an owner forbids it in the details of the room, and a member is told before sending", async ({ browser }) => {
  const { page: hers, person: grace } = await signedIn(browser, "grace", { at: "/settings" });
  const room = await grace.createRoom({ kind: "PRIVATE" });
  const linus = await signedIn(browser, "linus", { at: "/settings" });
  await grace.add(room, linus.person);
  await openRoom(linus.page, room);
  await openRoom(hers, room);
  await waitForHydration(hers);
  await hers.getByRole("button", { name: "2 members" }).click();
  await hers
    .getByRole("radiogroup", { name: "Who may mention everyone" })
    .getByRole("radio", { name: "Owners and" })
    .click();
  await expect(timeline(linus.page).getByText("let only owners and moderators mention everyone")).toBeVisible();

  const box = messageBox(linus.page);
  await box.pressSequentially("@al");
  await expect(linus.page.getByRole("option")).toHaveCount(0);
  await box.pressSequentially("l come");
  await box.press("Enter");
  await expect(linus.page.getByText("Only owners and moderators can mention everyone in this room.")).toBeVisible();
  await expect(box).toHaveValue("@all come");
  await box.fill("come");
  await box.press("Enter");
  await expect(messages(hers, "come")).toHaveCount(1);
});
