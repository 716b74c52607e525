// The first paint stays: nothing changes or appears late while a page hydrates.
import { expect, signedIn, signIn, test, uniqueName } from "@/tests/support/browser.ts";
import { messages, openRoom, waitForHydration } from "@/tests/support/chat.ts";
import { photo, share, tone } from "@/tests/support/media.ts";
import { pdf } from "@/tests/support/upload-files.ts";

/** The reader is in a zone in which it is another hour than on the server, and often another day. */
const AWAY = { locale: "de-DE", timezoneId: "Pacific/Auckland" };

test("a room is painted once: times, files and icons are right at first and stay", async ({ browser }) => {
  const { person, page } = await signedIn(browser, "ada", { at: "/settings", ...AWAY });
  const room = await person.createRoom({ name: uniqueName("Once") });
  await person.send(room, "Said today");
  await share(person, room, "With everything", [
    { name: "minutes.pdf", bytes: pdf(90_000) },
    { name: "Voice message 2026-11-20 16.30.wav", bytes: tone(3), durationMs: 3000 },
    { name: "IMG_1.jpg", bytes: await photo(1) },
  ]);
  // The zone is known from the page before.
  await page.addInitScript((path) => {
    const flips: string[] = [];
    Object.assign(window, { flips });
    const isShown = (node: Node | null) => {
      const element = node instanceof Element ? node : node?.parentElement;
      // Other people of this server register and write meanwhile, which changes the rows of other chats.
      const row = element?.closest("nav a[href]");
      if (row && row.getAttribute("href") !== path) return false;
      // The list that is prepared behind the visible one is left out.
      return (
        element?.closest("nav, main") && !element.closest("[aria-live], [role=status], :not([inert]) + [role=log]")
      );
    };
    const what = "time, svg, img, button, [role=group], .h-14";
    new MutationObserver((changes) => {
      if (document.readyState === "loading") return;
      for (const { type, target, oldValue, addedNodes, removedNodes } of changes) {
        if (!isShown(target)) continue;
        if (type === "characterData" && oldValue !== target.textContent && target.nodeType === Node.TEXT_NODE)
          flips.push(`${oldValue} became ${target.textContent}`);
        for (const [how, nodes] of [
          ["came", addedNodes],
          ["went", removedNodes],
        ] as const)
          for (const node of nodes)
            if (node instanceof Element && node.matches(what)) flips.push(`${how} ${node.outerHTML.slice(0, 120)}`);
      }
    }).observe(document, { subtree: true, childList: true, characterData: true, characterDataOldValue: true });
  }, `/rooms/${room.id}`);
  await openRoom(page, room);
  await expect(messages(page, "Said today")).toBeVisible();
  await page.waitForLoadState("networkidle");
  const flips = await page.evaluate(() => (window as unknown as { flips: string[] }).flips);
  // Buttons that need JavaScript appear after hydration, but are invisible until a pointer comes.
  expect(flips.filter((flip) => !/^came <button/.test(flip))).toEqual([]);

  // The text is the same, word for word, as without JavaScript.
  const still = await signIn(browser, person, { at: "/settings", javaScriptEnabled: false, ...AWAY });
  await still.context.addCookies(await page.context().cookies());
  await still.page.goto(`/rooms/${room.id}`);
  const times = (of: typeof page) => of.getByRole("log").last().locator("time").allInnerTexts();
  expect(await times(still.page)).toEqual(await times(page));
  const files = (of: typeof page) => of.getByRole("log").last().getByRole("group", { name: "Voice message" });
  for (const one of [still.page, page]) await expect(files(one)).toBeVisible();
  await waitForHydration(page);
});
