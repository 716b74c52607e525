import { expect, signedIn, test } from "../support/browser.ts";

test("ada and grace talk in a room, each seeing the other's words without a reload", async ({ browser }) => {
  const ada = await signedIn(browser, "ada");
  const grace = await signedIn(browser, "grace");
  const room = await ada.person.createRoom({ kind: "PRIVATE", userIds: [grace.person.id] });
  for (const { page } of [ada, grace]) await page.goto(`/rooms/${room.id}`);

  await ada.page.getByRole("textbox", { name: /message/i }).fill("Can you hear me?");
  await ada.page.keyboard.press("Enter");
  await expect(grace.page.getByRole("log").getByText("Can you hear me?")).toBeVisible();

  await grace.page.getByRole("textbox", { name: /message/i }).fill("Loud and clear");
  await grace.page.keyboard.press("Enter");
  await expect(ada.page.getByRole("log").getByText("Loud and clear")).toBeVisible();

  for (const { page } of [ada, grace]) {
    await expect(page.getByRole("log").getByText("Can you hear me?")).toHaveCount(1);
    await page.reload();
    await expect(page.getByRole("log").getByText("Loud and clear")).toHaveCount(1);
  }
});

test("mallory, who is not in the room, is shown nothing of it", async ({ browser, allowErrors }) => {
  allowErrors(/404/);
  const ada = await signedIn(browser, "ada");
  const mallory = await signedIn(browser, "mallory");
  const room = await ada.person.createRoom({ kind: "PRIVATE", name: "Behind closed doors" });
  await ada.person.send(room, "our secret");
  await ada.page.goto(`/rooms/${room.id}`);
  await expect(ada.page.getByRole("log")).toContainText("our secret");
  await mallory.page.goto(`/rooms/${room.id}`);
  await expect(
    mallory.page
      .getByRole("main")
      .getByText(/not|no such/i)
      .first(),
  ).toBeVisible();
  expect(await mallory.page.content()).not.toContain("our secret");
  expect(await mallory.page.content()).not.toContain("Behind closed doors");
});
