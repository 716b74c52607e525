import type { Page } from "@playwright/test";
import { attach, text } from "@/tests/support/attach-files.ts";
import { expect, logIn, signedIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import { messageBox, messages, openRoom } from "@/tests/support/chat.ts";
import { client } from "@/tests/support/client.ts";
import { startServer } from "@/tests/support/server.ts";
import { movableClock } from "@/tests/support/server-clock.ts";

/** How many drafts, files and contents of files the browser keeps, of anybody. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const asked = indexedDB.open("parley");
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    const count = (store: string) =>
      new Promise<number>((resolve) => {
        const asked = database.transaction(store).objectStore(store).count();
        asked.onsuccess = () => resolve(asked.result);
      });
    const counts = [await count("files"), await count("blobs")];
    database.close();
    return [Object.keys(localStorage).filter((key) => key.includes("draft")).length, ...counts];
  });

test("logging out takes what ada typed and attached out of the browser, once the server has her words", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/401|already in CLOSING or CLOSED state/);
  const { page, person } = await signedIn(browser, "ada", { at: "/settings" });
  const room = await person.createRoom({});
  await openRoom(page, room);
  await attach(page, text("notes.txt", 2000));
  await expect(page.getByRole("list", { name: "Attached files" }).getByText("notes.txt")).toBeVisible();
  await messageBox(page).fill("half a thought");
  await expect.poll(() => kept(page)).toEqual([1, 1, 1]);
  await page.getByRole("button", { name: /^Parley menu/ }).click();
  await page.getByRole("menuitem", { name: "Log out" }).click();
  const question = page.getByRole("alertdialog", { name: "Log out with unsent files?" });
  await expect(question).toContainText("One attached file has not been sent.");
  await question.getByRole("button", { name: "Log out" }).click();
  await page.waitForURL("**/login");
  expect(await kept(page)).toEqual([0, 0, 0]);

  await logIn(page, person);
  await openRoom(page, room);
  await expect(messageBox(page)).toHaveValue("half a thought");
});

test("a session that was ended elsewhere leaves nothing that the server has, and what it has not for its author", async ({
  browser,
  allowErrors,
}) => {
  allowErrors(/401|ERR_FAILED|already in CLOSING or CLOSED state/);
  const { page, context, person } = await signedIn(browser, "ada", { at: "/settings" });
  const [room, other] = [await person.createRoom({}), await person.createRoom({})];
  await openRoom(page, room);
  await messageBox(page).fill("the server has this");
  const marks = () =>
    page.evaluate(() =>
      Object.values(localStorage)
        .filter((value) => value.includes("isUnsaved"))
        .join(),
    );
  await expect.poll(marks).toMatch(/the server has this.*"isUnsaved":false/);
  await openRoom(page, other);
  await context.route("**/draft", (route) => route.abort());
  await messageBox(page).fill("and not this");
  await expect.poll(() => kept(page)).toEqual([2, 0, 0]);
  await person.api.delete("/api/chat/sessions");
  await page.waitForURL("**/login**");
  expect(await kept(page)).toEqual([1, 0, 0]);
  await context.unrouteAll();
  await logIn(page, person);
  await openRoom(page, other);
  await expect(messageBox(page)).toHaveValue("and not this");
});

test("ending other devices asks for the password where it was typed long ago", async ({ browser, allowErrors }) => {
  allowErrors(/403|422/);
  const server = await startServer({ env: movableClock(11 * 60) });
  const ada = await register(server, "ada");
  const browserOfAda = await browser.newContext({ baseURL: server.url });
  const devices = await browserOfAda.newPage();
  await devices.goto("/login?next=/settings/devices");
  await logIn(devices, ada);
  process.kill(server.pid, "SIGUSR2");
  await expect.poll(() => server.logs()).toContain("The clock is ahead");
  await devices.getByRole("button", { name: "Log out everywhere else" }).click();
  await devices.getByRole("alertdialog").getByRole("button", { name: "Log out everywhere else" }).click();
  const again = devices.getByRole("dialog", { name: "Type your password again" });
  await again.getByLabel("Password", { exact: true }).fill("not that one");
  await again.getByRole("button", { name: "Log out" }).click();
  await expect(again.getByText("That is not your password.")).toBeVisible();
  expect((await client(server.url, ada.token).get("/api/chat/me")).status).toBe(200);
  await again.getByLabel("Password", { exact: true }).fill(ada.password);
  await again.getByRole("button", { name: "Log out" }).click();
  await expect(devices.getByText("You are not logged in anywhere else.")).toBeVisible();
  expect((await client(server.url, ada.token).get("/api/chat/me")).status).toBe(401);
  await devices.reload();
  await expect(devices.getByText("This device")).toBeVisible();
  await browserOfAda.close();
  await server.stop();
});

test("two people of one name are told apart wherever the name stands", async ({ browser }) => {
  const { page, person } = await signedIn(browser, "ada", { at: "/settings" });
  const [one, two] = [
    await register(person.server, uniqueName("vera")),
    await register(person.server, uniqueName("mallory")),
  ];
  const name = uniqueName("Vera Rubin");
  await one.api.patch("/api/chat/me", { displayName: name });
  const room = await person.createRoom({ kind: "PRIVATE", userIds: [one.id, two.id] });
  await one.send(room, "This is me");
  await openRoom(page, room);
  const from = (who: string) => messages(page).getByText(who, { exact: true });
  await expect(from(name)).toBeVisible();
  // The live connection is open.
  await two.send(room, "Hello, Vera");
  await expect(messages(page, "Hello, Vera")).toBeVisible();
  // The name contains a Cyrillic letter.
  const twin = name.replace("e", "е");
  await two.api.patch("/api/chat/me", { displayName: twin });
  await two.send(room, "And this is me");
  await expect(from(`${name} (@${one.username})`), "at once, in what was written before").toBeVisible();
  await expect(from(`${twin} (@${two.username})`)).toBeVisible();
});
