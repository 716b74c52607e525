// Records layout shifts: elements that move although nobody has moved them, as browsers measure it.
import type { Page } from "@playwright/test";

type Shift = { value: number; of: (string | undefined)[] };
type Watched = Window & { shifts: Shift[] };

/** Records shifts from the next page load on. Returns functions that read the shifts and clear them. */
export async function watchLayoutShifts(page: Page) {
  await page.addInitScript(() => {
    const shifts: unknown[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; sources: { node: Node }[] })[]) {
        const moved = entry.sources.map(({ node }) => (node instanceof Element ? node : node?.parentElement));
        // The chat list moves whenever another test's people register, so its shifts are ignored.
        if (moved.length > 0 && moved.every((one) => one?.closest("nav"))) continue;
        shifts.push({ value: entry.value, of: moved.map((one) => one?.outerHTML.slice(0, 150)) });
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  return {
    shifts: () => page.evaluate(() => (window as unknown as Watched).shifts),
    /** Clears the recorded shifts, after some frames, because the browser reports a shift a few frames late. */
    forget: () =>
      page.evaluate(async () => {
        for (let n = 0; n < 10; n++) await new Promise((done) => requestAnimationFrame(done));
        (window as unknown as Watched).shifts.length = 0;
      }),
  };
}
