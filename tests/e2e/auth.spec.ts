import type { Page } from "@playwright/test";
import { expect, sharedServer, signedIn, signIn, test, uniqueName } from "@/tests/support/browser.ts";
import { PASSWORD, register } from "@/tests/support/cast.ts";
import { chatList, openRoom } from "@/tests/support/chat.ts";

const STRONG = "a long and unlikely sentence";

async function fillIn(page: Page, username: string, password = ""): Promise<void> {
  await page.getByLabel("Username").fill(username);
  await page.getByLabel(/^Password/).fill(password);
}

const createAccount = (page: Page) => page.getByRole("button", { name: "Create account" });
const logIn = (page: Page) => page.getByRole("button", { name: "Log in" });

test.describe("registering", () => {
  test("somebody new chooses a name and a password and is in the chat", async ({ page }) => {
    const name = uniqueName("ada");
    // The first person of a server would be led to the set-up page instead.
    await register(sharedServer(), uniqueName("grace"));
    await page.goto("/login");
    await page.getByRole("link", { name: "Create an account" }).click();
    // Both pages have a field for the username, so the test waits for the new page.
    await expect(createAccount(page)).toBeVisible();
    await fillIn(page, name, STRONG);
    await page.getByLabel("Display name (optional)").fill("Ada Lovelace");
    await createAccount(page).click();
    await expect(chatList(page)).toBeVisible();
    await expect(page.getByRole("button", { name: "Parley menu, Ada Lovelace" })).toBeVisible();
    await expect(chatList(page).getByRole("link", { name: /General/ })).toBeVisible();
  });

  test("a blank password is made, shown once with a way to copy it, and works", async ({ page, context }) => {
    const name = uniqueName("grace");
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto("/register");
    await fillIn(page, name);
    await createAccount(page).click();
    await expect(page.getByRole("heading", { name: "Keep your password" })).toBeFocused();
    const password = (await page.getByRole("definition").last().textContent())?.trim() ?? "";
    expect(password.length).toBeGreaterThanOrEqual(16);
    await page.getByRole("button", { name: "Copy password" }).click();
    await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(password);

    await page.getByRole("link", { name: "I have saved it, continue" }).click();
    await expect(chatList(page)).toBeVisible();
    await page.goto("/register");
    await expect(page.getByText("You are logged in as")).toBeVisible();
    await expect(page.getByText(password)).toHaveCount(0);

    await context.clearCookies();
    await page.goto("/login");
    await fillIn(page, name, password);
    await logIn(page).click();
    await expect(chatList(page)).toBeVisible();
  });

  test("a name that is taken is refused at its field, and what was typed stays", async ({ page }) => {
    const ada = await register(sharedServer(), uniqueName("ada"));
    await page.goto("/register");
    await fillIn(page, ada.username.toUpperCase(), STRONG);
    await page.getByLabel("Display name (optional)").fill("Another Ada");
    await createAccount(page).click();
    const field = page.getByLabel("Username");
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveAccessibleDescription(/taken/i);
    await expect(field).toBeFocused();
    await expect(field).toHaveValue(ada.username.toUpperCase());
    await expect(page.getByLabel("Display name (optional)")).toHaveValue("Another Ada");
    await expect(page.getByLabel(/^Password/)).toHaveValue(STRONG);
  });

  for (const { what, password, says } of [
    { what: "too short", password: "seven77", says: /at least 8 characters/i },
    { what: "one that everybody uses", password: "password1", says: /common|guess|often/i },
  ])
    test(`a password that is ${what} is refused at its field`, async ({ page }) => {
      const name = uniqueName("grace");
      await page.goto("/register");
      await fillIn(page, name, password);
      await createAccount(page).click();
      await expect(page.getByLabel(/^Password/)).toHaveAccessibleDescription(says);
      await expect(page.getByLabel("Username")).toHaveValue(name);
      await page.getByLabel(/^Password/).fill(STRONG);
      await createAccount(page).click();
      await expect(chatList(page)).toBeVisible();
    });
});

test.describe("logging in", () => {
  test("a wrong password says so, keeps the name and focuses the password; the right one opens the chat", async ({
    page,
  }) => {
    const ada = await register(sharedServer(), uniqueName("ada"));
    await page.goto("/login");
    await fillIn(page, ada.username, "not the password");
    await logIn(page).click();
    await expect(page.getByRole("alert").filter({ hasText: /password/i })).toBeVisible();
    await expect(page.getByLabel("Username")).toHaveValue(ada.username);
    await expect(page.getByLabel(/^Password/)).toBeFocused();
    await page.getByLabel(/^Password/).fill(PASSWORD);
    await page.keyboard.press("Enter");
    await expect(chatList(page)).toBeVisible();
  });

  test("somebody unknown reads the same words as somebody with a wrong password", async ({ page }) => {
    const ada = await register(sharedServer(), uniqueName("ada"));
    const words: string[] = [];
    for (const name of [ada.username, uniqueName("nobody")]) {
      await page.goto("/login");
      await fillIn(page, name, "not the password");
      await logIn(page).click();
      const alert = page.getByRole("alert").filter({ hasText: /password/i });
      words.push((await alert.textContent()) ?? "");
    }
    expect(words[0]).toBe(words[1]);
  });

  test("an address inside leads back to itself after the log-in", async ({ page }) => {
    const ada = await register(sharedServer(), uniqueName("ada"));
    const room = await ada.general();
    await page.goto(`/rooms/${room.id}?panel=details`);
    await expect(page).toHaveURL(/\/login\?next=/);
    await fillIn(page, ada.username, PASSWORD);
    await logIn(page).click();
    await expect(page).toHaveURL(`/rooms/${room.id}?panel=details`);
  });

  for (const next of ["//evil.test/", "https://evil.test/", "/\\evil.test", "/%09/evil.test", "javascript:alert(1)"])
    test(`next=${next} does not lead away from here`, async ({ page, allowErrors }) => {
      allowErrors(/404/);
      const ada = await register(sharedServer(), uniqueName("ada"));
      await page.goto(`/login?next=${encodeURIComponent(next)}`);
      await fillIn(page, ada.username, PASSWORD);
      await logIn(page).click();
      await expect(page).not.toHaveURL(/\/login/);
      expect(new URL(page.url()).origin).toBe(sharedServer().url);
      await page.goto("/browse");
      await expect(chatList(page)).toBeVisible();
    });

  test("somebody who logs out is out, also by the back button and the same address", async ({
    browser,
    allowErrors,
  }) => {
    // The server closes the live connection while the page is still open.
    allowErrors(/401|already in CLOSING or CLOSED state/);
    const { page } = await signedIn(browser, "ada");
    await page.getByRole("button", { name: /^Parley menu/ }).click();
    await page.getByRole("menuitem", { name: "Log out" }).click();
    await expect(logIn(page)).toBeVisible();
    await page.goBack();
    await expect(logIn(page)).toBeVisible();
    await page.reload();
    await expect(logIn(page)).toBeVisible();
    await page.goto("/settings");
    await expect(page).toHaveURL(/\/login/);
  });
});

test("a log-out that does not reach the server says so, and the page goes on", async ({ browser, allowErrors }) => {
  allowErrors(/ERR_FAILED/);
  const { page, context } = await signedIn(browser, "ada", { at: "/settings" });
  await context.route("**/api/logout", (route) => route.abort());
  await page.getByRole("button", { name: "Log out" }).click();
  await expect(page.getByText("The server could not be reached.")).toBeVisible();
  await expect(chatList(page)).toBeVisible();
  await context.unrouteAll();
  await page.getByRole("button", { name: "Log out" }).click();
  await expect(logIn(page)).toBeVisible();
});

test.describe("devices", () => {
  test("a device that is signed out elsewhere goes to the log-in at once", async ({ browser, allowErrors }) => {
    allowErrors(/401/);
    const here = await signedIn(browser, "ada", { at: "/settings/devices" });
    const room = await here.person.general();
    const there = await signIn(browser, here.person, { at: "/", userAgent: PHONE });
    await openRoom(there.page, room);

    await here.page.reload();
    const row = here.page.getByRole("listitem").filter({ hasText: /iPhone|Safari/ });
    await row.getByRole("button", { name: /^Log out/ }).click();
    await here.page.getByRole("alertdialog").getByRole("button", { name: "Log out" }).click();
    await expect(here.page.getByText("That device is logged out.")).toBeVisible();
    await expect(row).toHaveCount(0);
    await expect(there.page).toHaveURL(/\/login\?next=/, { timeout: 5_000 });
    await expect(logIn(there.page)).toBeVisible();
    await here.page.reload();
    await expect(here.page.getByText("This device")).toBeVisible();
  });

  test("a new password ends every other session and is the one that counts", async ({ browser, allowErrors }) => {
    allowErrors(/401/);
    const here = await signedIn(browser, "grace", { at: "/settings/password" });
    const there = await signIn(browser, here.person, { at: "/" });
    await expect(chatList(there.page)).toBeVisible();

    await here.page.getByLabel("Current password").fill("not the password");
    await here.page.getByLabel("New password").fill(STRONG);
    allowErrors(/403|422|400/);
    await here.page.getByRole("button", { name: "Change password" }).click();
    await expect(here.page.getByLabel("Current password")).toHaveAttribute("aria-invalid", "true");
    await expect(here.page.getByLabel("New password")).toHaveValue(STRONG);
    await here.page.getByLabel("Current password").fill(PASSWORD);
    await here.page.getByRole("button", { name: "Change password" }).click();
    await expect(here.page.getByText("Your password is changed.")).toBeVisible();
    await expect(there.page).toHaveURL(/\/login/, { timeout: 5_000 });

    await fillIn(there.page, here.person.username, PASSWORD);
    await logIn(there.page).click();
    await expect(there.page.getByRole("alert").filter({ hasText: /password/i })).toBeVisible();
    await there.page.getByLabel(/^Password/).fill(STRONG);
    await logIn(there.page).click();
    await expect(chatList(there.page)).toBeAttached();
  });
});

const PHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";
