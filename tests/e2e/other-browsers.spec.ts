// This browser without features that other browsers lack; tests/engines has two of them. docs/reliability.md B1.
import type { Browser, Page } from "@playwright/test";
import { attach, attached, picture, uploaded } from "@/tests/support/attach-files.ts";
import { expect, sharedServer, signedIn, test, uniqueName } from "@/tests/support/browser.ts";
import { register } from "@/tests/support/cast.ts";
import { messageBox, openRoom, timeline } from "@/tests/support/chat.ts";

async function adaWith(browser: Browser, missing: () => void) {
  const ada = await signedIn(browser, "ada", { at: "/settings" });
  const room = await ada.person.createRoom();
  await ada.page.addInitScript(missing);
  await openRoom(ada.page, room);
  return { ...ada, room };
}

test("a browser that is too old is told so in words instead of a broken page", async ({ browser }) => {
  // The first person of a server would be led to the set-up page instead.
  await register(sharedServer(), uniqueName("grace"));
  const context = await browser.newContext();
  const page = await context.newPage();
  const words = page.getByText("This browser is too old for Parley");
  await page.goto("/login");
  await expect(page.getByRole("button", { name: "Log in" })).toBeVisible();
  await expect(words).toBeHidden();
  await page.addInitScript(() => {
    CSS.supports = () => false;
  });
  await page.goto("/login");
  await expect(words).toBeVisible();
  await expect(page.getByRole("alert").filter({ has: words })).toContainText("Firefox 128");
  // The notice covers everything, also after the page's own scripts have run.
  await page.waitForLoadState("networkidle");
  const box = await words.locator("..").boundingBox();
  expect(box).toMatchObject({ x: 0, y: 0, ...page.viewportSize() });
  await context.close();
});

test("a store that takes no blobs keeps a file's bytes, also over a reload", async ({ browser, allowErrors }) => {
  allowErrors(/ERR_FAILED/);
  const { page, person, room } = await adaWith(browser, () => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value, key) {
      if (value instanceof Blob) throw new DOMException("Blobs are not kept here", "DataCloneError");
      return put.call(this, value, key);
    };
  });
  await page.context().route("**/api/uploads/**", (route) => route.abort());
  await attach(page, await picture("kept.png"));
  await expect(attached(page)).toHaveCount(1);
  await expect.poll(() => kept(page)).toEqual([1, ["ArrayBuffer"]]);
  await page.reload();
  await expect(attached(page)).toHaveCount(1);
  await page.context().unrouteAll();
  await uploaded(page, "kept.png");
  await messageBox(page).press("Enter");
  await expect.poll(async () => (await person.fullHistory(room)).at(-1)?.files.length).toBe(1);
});

test("a store that is stuck holds up no message", async ({ browser }) => {
  const { page, person, room } = await adaWith(browser, () => {
    const { put } = IDBObjectStore.prototype;
    const isOver = () => document.title.startsWith("Sent");
    IDBObjectStore.prototype.put = function (value, key) {
      if (!(value instanceof Blob)) return put.call(this, value, key);
      // The transaction never ends, although it is aborted.
      const goOn = () => {
        if (!isOver()) this.get("nothing").onsuccess = goOn;
      };
      goOn();
      return new Promise(() => {}) as unknown as IDBRequest<IDBValidKey>;
    };
    IDBTransaction.prototype.abort = () => {};
  });
  await attach(page, await picture("one.png"), await picture("two.png"));
  await expect(attached(page)).toHaveCount(2);
  await messageBox(page).fill("With two pictures");
  await messageBox(page).press("Enter");
  await expect.poll(async () => (await person.fullHistory(room)).at(-1)?.files.length, { timeout: 40_000 }).toBe(2);
  await expect(timeline(page).getByRole("article", { name: /^Sending/ })).toHaveCount(0);
  await page.evaluate(() => {
    document.title = "Sent";
  });
});

/** How many files the browser keeps, and their types. */
function kept(page: Page): Promise<[number, string[]]> {
  return page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open("parley");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const tx = opening.result.transaction(["files", "blobs"]);
          const files = tx.objectStore("files").count();
          const blobs = tx.objectStore("blobs").getAll();
          tx.oncomplete = () => {
            opening.result.close();
            resolve([files.result, blobs.result.map((one) => one.constructor.name)]);
          };
        };
      }),
  );
}
