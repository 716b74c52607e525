// What moves on a page without anybody having moved it, as browsers measure it.
import type { Page } from "@playwright/test";

type Shift = { value: number; of: (string | undefined)[] };
type Watched = Window & { shifts: Shift[] };

/** From the next page on. Returns what moved since, and how to begin anew. */
export async function watchLayoutShifts(page: Page) {
  await page.addInitScript(() => {
    const shifts: unknown[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; sources: { node: Node }[] })[]) {
        const moved = entry.sources.map(({ node }) => (node instanceof Element ? node : node?.parentElement));
        // The list of chats moves whenever another test's people register.
        if (moved.length > 0 && moved.every((one) => one?.closest("nav"))) continue;
        shifts.push({ value: entry.value, of: moved.map((one) => one?.outerHTML.slice(0, 150)) });
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  return {
    shifts: () => page.evaluate(() => (window as unknown as Watched).shifts),
    /** What a step before has moved is told some frames later. */
    forget: () =>
      page.evaluate(async () => {
        for (let n = 0; n < 10; n++) await new Promise((done) => requestAnimationFrame(done));
        (window as unknown as Watched).shifts.length = 0;
      }),
  };
}
