// Logging in and registering as people do it, also before or without JavaScript.
import { expect, sharedServer, test, uniqueName } from "../support/browser.ts";
import { register } from "../support/cast.ts";
import { startServer } from "../support/server.ts";

const CONSOLE_OF_A_REFUSAL = /status of 4\d\d/;

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("ada registers without a password, sees the one made for her once, and logs in with it", async ({
      page,
      allowErrors,
    }) => {
      // Logging out ends the page's live connection, which may ask once more before the page is gone.
      allowErrors(/status of 401 .*\/api\/realtime/);
      const username = uniqueName("ada");
      await page.goto("/register?next=/settings");
      await page.getByLabel("Username").fill(username);
      await page.getByRole("button", { name: "Create account" }).click();
      await expect(page.getByRole("heading", { name: "Keep your password" })).toBeVisible();
      const password = (await page.locator("code").textContent()) ?? "";
      expect(password.length).toBeGreaterThanOrEqual(16);
      await page.getByRole("link", { name: "I have saved it, continue" }).click();
      await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();

      await page.goto("/register");
      await expect(page.getByText("You are logged in as")).toBeVisible();
      await expect(page.getByText(password)).toHaveCount(0);

      await page.goto("/settings");
      await page.getByRole("main").getByRole("button", { name: "Log out" }).click();
      await expect(page.getByRole("heading", { name: "Log in to Parley" })).toBeVisible();
      await page.goto("/login?next=/settings/password");
      await page.getByLabel("Username").fill(username);
      await page.getByLabel("Password", { exact: true }).fill(password);
      await page.getByRole("button", { name: "Log in" }).click();
      await expect(page.getByLabel("New password")).toBeVisible();
    });

    test("a refused registration names the field and keeps the names", async ({ page }) => {
      await page.goto("/register");
      await page.getByLabel("Username").fill("a b");
      await page.getByLabel("Display name").fill("Ada");
      await page.getByRole("button", { name: "Create account" }).click();
      await expect(page.getByLabel("Username")).toHaveAccessibleDescription(/letters, digits/);
      await expect(page.getByLabel("Username")).toHaveValue("a b");
      await expect(page.getByLabel("Username")).toBeFocused();
      await expect(page.getByLabel("Display name")).toHaveValue("Ada");
    });

    test("a refused log-in says so, keeps the username, and waits at the password", async ({ page }) => {
      const ada = await register(sharedServer(), uniqueName("ada"));
      await page.goto("/login");
      await page.getByLabel("Username").fill(ada.username);
      await page.getByLabel("Password", { exact: true }).fill(`not ${ada.password}`);
      await page.getByRole("button", { name: "Log in" }).click();
      await expect(page.getByRole("main").getByRole("alert")).toContainText("do not match");
      await expect(page.getByLabel("Username")).toHaveValue(ada.username);
      await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
    });

    test("mallory's link to the log-in page leads ada to her own chats only", async ({ page }) => {
      const ada = await register(sharedServer(), uniqueName("ada"));
      await page.goto(`/login?next=${encodeURIComponent("/\\evil.example/chat")}`);
      await page.getByLabel("Username").fill(ada.username);
      await page.getByLabel("Password", { exact: true }).fill(ada.password);
      await page.getByRole("button", { name: "Log in" }).click();
      await expect(page.getByRole("navigation", { name: "Chats" })).toBeVisible();
      expect(new URL(page.url()).origin).toBe(new URL(sharedServer().url).origin);
    });
  });
}

test("where registration is closed, the first person still founds the place and nobody follows", async ({
  browser,
}) => {
  const server = await startServer({ env: { REGISTRATION: "closed" } });
  const page = await browser.newPage({ baseURL: server.url });
  await page.goto("/register");
  await expect(page.getByText("you become the administrator")).toBeVisible();
  await page.getByLabel("Username").fill("ada");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("so you are the administrator")).toBeVisible();

  const stranger = await browser.newPage({ baseURL: server.url });
  await stranger.goto("/register");
  await expect(stranger.getByRole("heading", { name: "Registration is closed" })).toBeVisible();
  await expect(stranger.getByRole("button", { name: "Create account" })).toHaveCount(0);
  for (const one of [page, stranger]) await one.close();
  await server.stop();
});

test("where registration is by invitation, a link lets as many in as it says", async ({ browser, allowErrors }) => {
  allowErrors(CONSOLE_OF_A_REFUSAL);
  const server = await startServer({ env: { REGISTRATION: "invite" } });
  const ada = await browser.newPage({ baseURL: server.url });
  await ada.goto("/register?next=/settings/invites");
  await ada.getByLabel("Username").fill("ada");
  await ada.getByLabel("Password").first().fill("ada's own long password");
  await ada.getByRole("button", { name: "Create account" }).click();
  await ada.getByLabel("People who may use it").fill("1");
  await ada.getByRole("button", { name: "Create link" }).click();
  await expect(ada.getByText("0 of 1 used")).toBeVisible();
  const link = (await ada.getByText("/register?invite=").textContent()) ?? "";

  const join = async (name: string) => {
    const page = await browser.newPage({ baseURL: server.url });
    await page.goto(link);
    await page.getByLabel("Username").fill(name);
    await page.getByLabel("Password").first().fill(`${name}'s own long password`);
    await page.getByRole("button", { name: "Create account" }).click();
    return page;
  };
  const grace = await join("grace");
  await expect(grace.getByRole("navigation", { name: "Chats" })).toBeVisible();
  const mallory = await join("mallory");
  await expect(mallory.getByLabel("Invitation code")).toHaveAccessibleDescription(/not valid any more/);
  for (const page of [ada, grace, mallory]) await page.close();
  await server.stop();
});
