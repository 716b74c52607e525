// Registering, logging in, and coming to rooms and chats in a browser without JavaScript, or before it has loaded.
import { expect, sharedServer, signedIn, test, uniqueName } from "../support/browser.ts";
import { register } from "../support/cast.ts";

test.use({ javaScriptEnabled: false });

test("ada registers without a password, sees the one made for her once, and logs in with it", async ({ page }) => {
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

test("ada makes a room, grace finds it and linus has its address, both join, and grace writes to ada", async ({
  browser,
}) => {
  const noScripts = { javaScriptEnabled: false, at: "/browse" };
  const ada = await signedIn(browser, "ada", noScripts);
  await ada.page.getByRole("main").getByRole("button", { name: "Create a room" }).click();
  const name = `Garden ${uniqueName("of")}`;
  await ada.page.getByLabel("Topic").fill("Beds");
  await ada.page.getByRole("button", { name: "Create room" }).click();
  await expect(ada.page.getByLabel("Name")).toHaveAccessibleDescription("The name is missing.");
  await expect(ada.page.getByLabel("Topic")).toHaveValue("Beds");
  await ada.page.getByLabel("Name").fill(name);
  await ada.page.getByRole("button", { name: "Create room" }).click();
  await expect(ada.page.getByRole("heading", { name })).toBeVisible();
  const address = ada.page.url();

  const grace = await signedIn(browser, "grace", noScripts);
  await grace.page.getByRole("button", { name: `Join ${name}` }).click();
  await expect(grace.page).toHaveURL(address);
  await expect(grace.page.getByRole("heading", { name })).toBeVisible();

  const linus = await signedIn(browser, "linus", { ...noScripts, at: new URL(address).pathname });
  const card = linus.page.getByRole("region", { name: `About ${name}` });
  await card.getByRole("button", { name: "Join room" }).click();
  await expect(linus.page.getByRole("heading", { name })).toBeVisible();
  await expect(card).toHaveCount(0);

  await grace.page.getByRole("link", { name: "Start a direct chat" }).click();
  await grace.page.getByLabel("People", { exact: true }).fill("nobody-here");
  await grace.page.getByRole("button", { name: "Open chat" }).click();
  await expect(grace.page.getByLabel("People", { exact: true })).toHaveAccessibleDescription(/nobody-here/);
  await grace.page.getByRole("searchbox", { name: "Find a person" }).fill(ada.person.username);
  await grace.page.getByRole("button", { name: "Find" }).click();
  await grace.page.getByRole("button", { name: `Message ${ada.person.username}` }).click();
  await expect(grace.page.getByRole("heading", { name: ada.person.username })).toBeVisible();
});

test("ada searches by the page's form and opens what was found; an impossible date is told at the field", async ({
  browser,
}) => {
  const ada = await signedIn(browser, "ada", { javaScriptEnabled: false, at: "/browse" });
  const room = await ada.person.createRoom();
  await ada.person.send(room, "The kettle stands on the second shelf");
  await ada.page.getByRole("link", { name: "Search messages" }).click();
  const field = ada.page.getByRole("combobox", { name: "Search messages" });
  await field.fill("kettle on:banana");
  await field.press("Enter");
  await expect(field).toHaveAccessibleDescription(/on:banana has no date/);
  await expect(field).toHaveValue("kettle on:banana");
  await field.fill("kettle");
  await ada.page.getByRole("button", { name: "Search", exact: true }).click();
  await ada.page
    .getByRole("main")
    .getByRole("link", { name: /second shelf/ })
    .click();
  await expect(ada.page.getByRole("heading", { name: room.name })).toBeVisible();
  await expect(ada.page.getByRole("main").getByText("The kettle stands on the second shelf")).toBeVisible();
});
