import { randomBytes } from "node:crypto";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  type Page,
} from "@playwright/test";
import { type Person, register } from "./cast.ts";

export { expect } from "@playwright/test";

type Fixtures = {
  /** Allows console errors that match in this test, such as those of a fault that the test itself makes. */
  allowErrors: (pattern: RegExp) => void;
};

/** Chromium logs this when pusher-js closes a connection that the server is closing too, as after a log-out. */
const HARMLESS = /WebSocket is already in CLOSING or CLOSED state/;

/** Chromium logs this for a request that was sent after the session's end. */
const NOBODY = /status of 401/;

/** Tells whether a page is logging out, because a request it sent a moment before may be answered with 401 then. */
function watchForLogOut(context: BrowserContext): (page: Page | null) => boolean {
  const leaving = new Set<Page | null>();
  context.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/api/logout")) leaving.add(request.frame().page());
  });
  context.on("page", (page) =>
    page.on("framenavigated", (frame) => {
      if (frame === page.mainFrame()) leaving.delete(page);
    }),
  );
  return (page) => leaving.has(page);
}

/** Playwright's test, which also fails when a page of any context logs or throws an error. */
export const test = base.extend<Fixtures>({
  allowErrors: [
    async ({ browser }, use) => {
      const errors: string[] = [];
      const allowed: RegExp[] = [HARMLESS];
      const contexts: BrowserContext[] = [];
      const watch = (context: BrowserContext) => {
        contexts.push(context);
        const isLoggingOut = watchForLogOut(context);
        context.on("console", (message) => {
          if (message.type() !== "error" || (isLoggingOut(message.page()) && NOBODY.test(message.text()))) return;
          errors.push(`${message.text()} (${message.location().url})`);
        });
        context.on("weberror", (error) => errors.push(String(error.error().stack ?? error.error())));
      };
      browser.on("context", watch);
      await use((pattern) => allowed.push(pattern));
      browser.off("context", watch);
      // Playwright would keep the contexts for the whole file, and their live pages would receive the events of later
      // tests.
      await Promise.all(contexts.map((context) => context.close()));
      const unexpected = errors.filter((text) => !allowed.some((pattern) => pattern.test(text)));
      if (unexpected.length > 0) throw new Error(`The browser's console has errors:\n${unexpected.join("\n")}`);
    },
    { auto: true },
  ],
});

/** The server that all browser tests share. */
export function sharedServer(): { url: string; dataDir: string } {
  const { E2E_URL: url, E2E_DATA_DIR: dataDir } = process.env;
  if (!url || !dataDir) throw new Error("The browser tests run through npm run test:e2e.");
  return { url, dataDir };
}

export type SignedIn = { person: Person; page: Page; context: BrowserContext };

type SignInOptions = BrowserContextOptions & {
  server?: { url: string };
  /** The page to open first. The person is then logged in by a request instead of the form, which is quicker. */
  at?: string;
};

/**
 * A new person whose name begins with `name`, logged in through the form in a browser context of their own. The rest of
 * the name is random, because all tests share one server; use `person.username`.
 */
export async function signedIn(browser: Browser, name: string, options: SignInOptions = {}): Promise<SignedIn> {
  const { server = sharedServer(), ...contextOptions } = options;
  const person = await register(server, uniqueName(name));
  return signIn(browser, person, { server, ...contextOptions });
}

/** Opens another browser context for a registered person, as on a second device. */
export async function signIn(browser: Browser, person: Person, options: SignInOptions = {}): Promise<SignedIn> {
  const { server = person.server, at, ...contextOptions } = options;
  const context = await browser.newContext({ baseURL: server.url, ...contextOptions });
  const page = await context.newPage();
  if (at !== undefined) {
    await logInByRequest(context, person, server);
    await page.goto(at);
    return { person, page, context };
  }
  await page.goto("/login");
  await logIn(page, person);
  return { person, page, context };
}

/** Fills and submits the log-in form on screen. */
export async function logIn(page: Page, person: Person): Promise<void> {
  await page.getByLabel("Username").fill(person.username);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/login"));
}

/** Logs out through the menu, and waits for the log-in page. */
export async function logOut(page: Page, { dropsFiles = false } = {}): Promise<void> {
  await page.getByRole("button", { name: /^Parley menu/ }).click();
  await page.getByRole("menuitem", { name: "Log out" }).click();
  if (dropsFiles)
    await page
      .getByRole("alertdialog", { name: "Log out with unsent files?" })
      .getByRole("button", { name: "Log out" })
      .click();
  await page.waitForURL("**/login");
}

/** Gives the browser context a session of its own, through next-auth's endpoint. */
async function logInByRequest(context: BrowserContext, person: Person, server: { url: string }): Promise<void> {
  const headers = { origin: server.url };
  const { csrfToken } = await (await context.request.get("/api/auth/csrf")).json();
  const form = { csrfToken, username: person.username, password: person.password, json: "true" };
  const reply = await context.request.post("/api/auth/callback/credentials", { form, headers });
  if (!reply.ok()) throw new Error(`${person.username} could not log in: ${reply.status()} ${await reply.text()}`);
}

/** A unique username: `ada` → `ada-3f9c21`. */
export function uniqueName(name: string): string {
  return `${name}-${randomBytes(3).toString("hex")}`;
}
