// No push service of a browser's maker can be reached from here, and a browser without windows shows no notifications. So pushes come
// over the browser's own protocol, and what the worker would show is written down in its place.
import type { BrowserContext, Page, Worker } from "@playwright/test";
import { accessibilityFaults } from "@/tests/support/accessibility.ts";
import { expect, sharedServer, signedIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import { allLoaded, messages, openRoom } from "@/tests/support/chat.ts";

const SETTINGS = "/settings/notifications";
const TURN_ON = "Turn on notifications on this device";
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const requests = (page: Page) => page.evaluate(() => Reflect.get(window, "asked") as number);

/** Makes the browser say this about notifications; whoever is asked allows them. */
async function permit(context: BrowserContext, permission: NotificationPermission): Promise<void> {
  await context.addInitScript((permission) => {
    let now = permission;
    Reflect.set(window, "asked", 0);
    Object.defineProperty(Notification, "permission", { get: () => now });
    Notification.requestPermission = async () => {
      Reflect.set(window, "asked", Reflect.get(window, "asked") + 1);
      now = "granted";
      return now;
    };
  }, permission);
}

type Shown = { title: string; body: string; tag: string; data: { navigate: string } };

/** The service worker of the page, which writes down what it would show. */
async function startWorker(page: Page, context: BrowserContext): Promise<Worker> {
  const started = context.waitForEvent("serviceworker");
  await page.evaluate(async () => {
    await navigator.serviceWorker.register("/push-worker.js");
    await navigator.serviceWorker.ready;
  });
  const worker = await started;
  await worker.evaluate(() => {
    const { registration } = globalThis as unknown as { registration: ServiceWorkerRegistration };
    const shown: unknown[] = [];
    Reflect.set(globalThis, "shown", shown);
    registration.showNotification = async (title, options) => void shown.push({ title, ...options });
  });
  return worker;
}

const shownBy = (worker: Worker) => worker.evaluate(() => Reflect.get(globalThis, "shown") as Shown[]);

/** Sends pushes to the service worker, as the browser does when its push service tells it to. */
async function deliver(page: Page, context: BrowserContext, data: string): Promise<void> {
  const session = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const found = registrations.find(({ scopeURL }) => scopeURL.startsWith(sharedServer().url));
      if (found) resolve(found.registrationId);
    });
  });
  await session.send("ServiceWorker.enable");
  const push = { origin: new URL(page.url()).origin, registrationId: await registered, data };
  await session.send("ServiceWorker.deliverPushMessage", push);
  await session.detach();
}

/** Makes the clock of the worker slow: what a page answers in time does not depend on how fast the machine draws. */
async function slowClock(worker: Worker): Promise<void> {
  await worker.evaluate(() => {
    const wait = setTimeout;
    const slowly = (work: (value: unknown) => void, ms: number, value: unknown) => wait(work, ms * 60, value);
    Reflect.set(globalThis, "setTimeout", slowly);
  });
}

/** What a person does who presses a notification. Browsers let nobody else do it, so the event is one of our own. */
async function press(worker: Worker, navigate: string): Promise<void> {
  await worker.evaluate(async (navigate) => {
    const done: Promise<unknown>[] = [];
    const event = Object.assign(new Event("notificationclick"), {
      notification: { close() {}, data: { navigate } },
      waitUntil: (work: Promise<unknown>) => done.push(work),
    });
    globalThis.dispatchEvent(event);
    await Promise.all(done);
  }, navigate);
}

test("the browser is asked only after a press, and what goes wrong is said with a remedy", async ({
  browser,
  allowErrors,
}) => {
  // Tests have windows of their own, which Chromium treats as private ones.
  allowErrors(/does not support the Push API in incognito mode/);
  const { page, context } = await signedIn(browser, "ada", { at: "/settings" });
  await permit(context, "default");
  await page.goto(SETTINGS);
  await expect(button(page, TURN_ON)).toBeVisible();
  expect(await requests(page)).toBe(0);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  await button(page, TURN_ON).press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "could not reach its push service" })).toBeVisible();
  expect(await requests(page)).toBe(1);
  expect(await accessibilityFaults(page)).toEqual([]);
});

test("who has refused notifications is told where to allow them", async ({ browser }) => {
  const { page, context } = await signedIn(browser, "ada", { at: "/settings" });
  await permit(context, "denied");
  await page.goto(SETTINGS);
  await expect(page.getByText("The browser blocks notifications from this site.")).toBeVisible();
  await expect(button(page, TURN_ON)).toHaveCount(0);
});

test("a device is in the list with what went wrong, is tried, and is turned off", async ({ browser }) => {
  const { page, context, person: ada } = await signedIn(browser, "ada", { at: "/settings" });
  await permit(context, "default");
  const phone = await ada.logIn();
  const keys = {
    p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    auth: "BTBZMqHH6r4Tts7J_aSIgg",
  };
  // No such name can ever be registered.
  const endpoint = `https://push.invalid/${crypto.randomUUID()}`;
  expect((await phone.api.put("/api/chat/push-subscriptions", { endpoint, keys })).status).toBe(200);
  await page.goto(SETTINGS);
  const devices = page.getByRole("list", { name: "Devices that are notified" });
  await expect(devices.getByRole("listitem")).toHaveText([/Not notified yet/]);
  await page.getByRole("button", { name: /^Send a test to/ }).click();
  await expect(devices).toContainText("The push service cannot be reached (ENOTFOUND).", { timeout: 30_000 });
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("button", { name: /^Turn off on/ }).click();
  await expect(devices).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Notifications", level: 2 })).toBeFocused();
});

test("a push is shown by the worker, and one that cannot be read, too", async ({ browser }) => {
  const { page, context } = await signedIn(browser, "ada", { at: SETTINGS });
  const worker = await startWorker(page, context);
  const navigate = `${sharedServer().url}/rooms/x?m=1`;
  const notification = { title: "grace in Garden", body: "Tea at four?", navigate, tag: "garden" };
  await deliver(page, context, JSON.stringify({ web_push: 8030, notification }));
  await expect
    .poll(() => shownBy(worker))
    .toMatchObject([{ title: "grace in Garden", body: "Tea at four?", tag: "garden", data: { navigate } }]);
  await deliver(page, context, "{");
  await expect.poll(async () => (await shownBy(worker))[1]).toMatchObject({ body: "You have a new message." });
});

test("a press on a notification opens the very message in the page that is open, without loading it anew", async ({
  browser,
}) => {
  const { page, context, person: ada } = await signedIn(browser, "ada", { at: "/settings" });
  await permit(context, "granted");
  const grace = await register(sharedServer(), uniqueName("grace"));
  const [here, there] = [await ada.createRoom(), await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id] })];
  const first = await grace.send(there, "The message that it is about");
  for (let n = 0; n < 60; n++) await grace.send(there, `Later words ${n}`);
  await openRoom(page, here);
  await allLoaded(page);
  const worker = await startWorker(page, context);
  await slowClock(worker);
  await page.evaluate(() => document.body.setAttribute("data-same", "page"));
  const address = `${sharedServer().url}/rooms/${there.id}?m=${first.seq}`;
  await press(worker, address);
  await expect(page).toHaveURL(address);
  await expect(messages(page, "The message that it is about")).toBeInViewport();
  await expect(page.locator("body")).toHaveAttribute("data-same", "page");
});
