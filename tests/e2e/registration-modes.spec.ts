import { expect, test } from "@/tests/support/browser.ts";
import { PASSWORD } from "@/tests/support/cast.ts";
import { chatList } from "@/tests/support/chat.ts";
import { startServer, type TestServer } from "@/tests/support/server.ts";

test.describe("by invitation", () => {
  let server: TestServer;
  test.beforeAll(async () => {
    server = await startServer({ env: { REGISTRATION: "invite" } });
  });
  test.afterAll(() => server.stop());

  test("the first person becomes the administrator, and invites the second by a link", async ({ browser, page }) => {
    // Nobody has an account yet.
    await page.goto(server.url);
    await expect(page.getByText("You are the first one here: you become the administrator.")).toBeVisible();
    await expect(page.getByRole("link", { name: "Log in" })).toHaveCount(0);
    await page.getByLabel("Username").fill("ada");
    await page.getByLabel(/^Password/).fill(PASSWORD);
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(chatList(page)).toBeVisible();

    await expect(page.getByRole("main").getByRole("link", { name: "Invite people" })).toBeVisible();
    await chatList(page).getByRole("link", { name: "invite people" }).click();
    await page.getByRole("button", { name: "Create link" }).click();
    await expect(page.getByText("The link is ready. Copy it below.")).toBeVisible();
    const link = await page.getByText(/^http.*invite=/).textContent();
    await expect(page.getByText("works on this machine only")).toBeVisible();

    const context = await browser.newContext({ baseURL: server.url });
    const guest = await context.newPage();
    await guest.goto("/register");
    await expect(guest.getByRole("heading", { name: "By invitation only" })).toBeVisible();
    await expect(guest.getByRole("button", { name: "Create account" })).toHaveCount(0);
    await guest.goto("/register?invite=a-guess");
    await expect(guest.getByRole("heading", { name: "This invitation does not work" })).toBeVisible();
    await expect(guest.getByText("There is no such invitation here.")).toBeVisible();
    await expect(guest.getByRole("link", { name: "Create an account without it" })).toHaveCount(0);
    // This page tells strangers no names.
    await guest.goto("/login");
    await expect(guest.getByText("Ask an administrator of this Parley.")).toBeVisible();

    await guest.goto(new URL(link ?? "", server.url).href);
    await expect(
      guest.getByText(`ada invites you to Parley at ${new URL(server.url).host}. You begin in `),
    ).toBeVisible();
    await expect(guest.getByLabel(/code/i)).toHaveCount(0);
    await guest.getByLabel("Username").fill("grace");
    await guest.getByLabel(/^Password/).fill(PASSWORD);
    await guest.getByRole("button", { name: "Create account" }).click();
    await expect(chatList(guest)).toBeVisible();
    await expect(guest.getByRole("link", { name: "invite people" })).toHaveCount(0);
    await guest.getByRole("button", { name: /^Parley menu/ }).click();
    await expect(guest.getByRole("menuitem", { name: "Settings" })).toBeVisible();
    await expect(guest.getByRole("menuitem", { name: "Invite people" })).toHaveCount(0);
    await guest.goto("/settings/invites");
    await expect(guest.getByText("Only administrators invite people")).toBeVisible();
  });
});

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
