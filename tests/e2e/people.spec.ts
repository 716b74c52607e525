import { expect, signIn, test } from "@/tests/support/browser.ts";
import { type Person, register } from "@/tests/support/cast.ts";
import { chatList, messages } from "@/tests/support/chat.ts";
import { startServer, type TestServer } from "@/tests/support/server.ts";

let server: TestServer;
let ada: Person, vera: Person;
test.beforeAll(async () => {
  server = await startServer();
  [ada, , vera] = [await register(server, "ada"), await register(server, "grace"), await register(server, "vera")];
});
test.afterAll(() => server.stop());

const SECRET = "a secret that she keeps";

test("grace lost her password: ada makes a link, grace sets a new one by it, once", async ({ browser }) => {
  const { page } = await signIn(browser, ada, { server, at: "/settings/people" });
  await page.getByRole("searchbox", { name: "Find a person" }).fill("grac");
  await expect(page.getByRole("main").getByRole("listitem")).toHaveCount(1);
  await page.getByRole("button", { name: "Actions for grace" }).click();
  await page.getByRole("menuitem", { name: "Link for a new password" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Make link" }).click();
  const link = (await dialog.locator("code").textContent()) ?? "";
  await expect(dialog.getByRole("button", { name: "Copy link" })).toBeFocused();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText(link)).toHaveCount(0);

  // The form also works in a browser without JavaScript, or before it has loaded.
  const context = await browser.newContext({ baseURL: server.url, javaScriptEnabled: false });
  const guest = await context.newPage();
  await guest.goto("/login");
  await expect(guest.getByText("Forgotten your password? Ask an administrator: ada.")).toBeVisible();
  await guest.goto(link);
  await expect(guest.getByText("For grace (@grace).")).toBeVisible();
  await guest.getByLabel("New password").fill("short");
  await guest.getByRole("button", { name: "Set password" }).click();
  await expect(guest.getByLabel("New password")).toHaveAccessibleDescription(/at least 8/);
  await guest.getByLabel("New password").fill(SECRET);
  await guest.getByRole("button", { name: "Set password" }).click();
  await expect(guest.getByText("Your new password is set. Log in with it.")).toBeVisible();
  await guest.getByLabel("Username").fill("grace");
  await guest.getByLabel("Password", { exact: true }).fill(SECRET);
  await guest.getByRole("button", { name: "Log in" }).click();
  await expect(chatList(guest)).toBeVisible();
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: "This link does not work" })).toBeVisible();
});

test("vera is disabled and out at once, comes back, and is deleted: her words stay, her name goes, live", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/status of 401/);
  const room = await vera.createRoom({ name: "Vera's plans" });
  await ada.join(room);
  await vera.send(room, "I was here");
  const { page: hers } = await signIn(browser, vera, { server, at: `/rooms/${room.id}` });
  await expect(messages(hers).last()).toContainText("I was here");
  const { page } = await signIn(browser, ada, { server, at: "/settings/people" });
  const { page: elsewhere } = await signIn(browser, ada, { server, at: `/rooms/${room.id}` });
  await expect(messages(elsewhere).last()).toContainText("I was here");

  const choose = async (item: string, button: string) => {
    await page.getByRole("button", { name: "Actions for vera" }).click();
    await page.getByRole("menuitem", { name: item }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: button }).click();
  };
  await choose("Disable account", "Disable account");
  await expect(page.getByText("vera is logged out and cannot log in.")).toBeVisible();
  const row = page.getByRole("main").getByRole("listitem").filter({ hasText: "@vera" });
  await expect(row.getByText("Disabled")).toBeVisible();
  await hers.waitForURL("**/login**");
  await hers.getByLabel("Username").fill("vera");
  await hers.getByLabel("Password", { exact: true }).fill(vera.password);
  await hers.getByRole("button", { name: "Log in" }).click();
  await expect(hers.getByText("This account is disabled. Ask an administrator.")).toBeVisible();
  await expect(elsewhere.getByRole("log")).toContainText("became an owner, because the room had no other");

  await choose("Enable account", "Enable account");
  await expect(row.getByText("Disabled")).toHaveCount(0);
  await choose("Delete account", "Delete account");
  await expect(row).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "People", level: 2 })).toBeFocused();
  await expect(elsewhere.getByRole("log")).toContainText("Deleted person");
  await expect(elsewhere.getByRole("log")).toContainText("I was here");
});

test("ada, the last administrator, is told why she cannot be unmade; grace sees no accounts", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/status of 409/);
  const { page } = await signIn(browser, ada, { server, at: "/settings/people" });
  await page.getByRole("button", { name: "Actions for ada" }).click();
  await page.getByRole("menuitem", { name: "Make a member again" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Make a member" }).click();
  await expect(page.getByRole("alertdialog").getByRole("alert")).toContainText("This is the last administrator.");
  await page.keyboard.press("Escape");
  await page.getByRole("searchbox", { name: "Find a person" }).fill("nobody at all");
  await expect(page.getByText("Nobody is called that", { exact: true })).toBeVisible();

  const member = await register(server, "linus");
  const { page: his } = await signIn(browser, member, { server, at: "/settings/people" });
  await expect(his.getByText("Only administrators see the accounts")).toBeVisible();
  await expect(his.getByRole("link", { name: "People" })).toHaveCount(0);
});

test("an invitation that was taken back says so where everybody may register, and offers to go without it", async ({
  browser,
}) => {
  const { invite } = (await ada.api.post("/api/chat/invites", {})).body as { invite: { id: string; url: string } };
  const context = await browser.newContext({ baseURL: server.url, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(invite.url);
  await expect(page.getByText("ada invites you to Parley at")).toBeVisible();
  await page.getByLabel("Username").fill("olga");
  await ada.api.delete(`/api/chat/invites/${invite.id}`);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("It was taken back. Ask for a new one.")).toBeVisible();
  await page.getByRole("link", { name: "Create an account without it" }).click();
  await page.getByLabel("Username").fill("olga");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Keep your password" })).toBeVisible();
});
