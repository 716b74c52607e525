// Words that somebody waits for: chosen in the settings, and told of like a mention.
import { accessibilityFaults } from "@/tests/support/accessibility.ts";
import { expect, signedIn, test } from "@/tests/support/browser.ts";
import { chatRow } from "@/tests/support/chat.ts";

test("grace adds a keyword and is told of it live, as of a mention, until she takes it away", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/status of 422/);
  const { person: ada } = await signedIn(browser, "ada", { at: "/settings" });
  const { page, person: grace } = await signedIn(browser, "grace", { at: "/settings/keywords" });
  const room = await ada.createRoom({ name: "Harbour", kind: "PRIVATE", userIds: [grace.id] });
  await grace.read(room, 1);
  await expect(page.getByText("No keywords yet.")).toBeVisible();
  const field = page.getByLabel("Add keywords");
  await field.fill("x");
  await field.press("Enter");
  await expect(page.getByText("A keyword needs at least 2 characters.")).toBeVisible();
  await expect(field).toBeFocused();
  await field.fill("Regatta, sail boat, regatta");
  await field.press("Enter");
  const words = page.getByRole("list", { name: "Your keywords" }).getByRole("listitem");
  await expect(words).toHaveText(["Regatta", "sail boat"]);
  await expect(field).toHaveValue("");
  expect(await accessibilityFaults(page)).toEqual([]);

  await ada.send(room, "Who comes to the REGATTA?");
  await expect(chatRow(page, "Harbour")).toHaveAccessibleName(/mention/i);
  await page.goto("/activity");
  await expect(page.getByText("wrote a keyword of yours")).toBeVisible();
  await expect(page.getByText("REGATTA", { exact: true })).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);

  await page.goto("/settings/keywords");
  await page.getByRole("button", { name: "Remove Regatta" }).click();
  await expect(words).toHaveText(["sail boat"]);
  await expect(page.getByRole("heading", { name: "Keywords", level: 2 })).toBeFocused();
});
