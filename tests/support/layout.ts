import type { Page } from "@playwright/test";

const FRAMES_TO_SETTLE = 6;

/** Resizes the page, and resolves after the frames in which lists measure their rows at the new width. */
export async function resize(page: Page, viewport: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(viewport);
  await page.evaluate(async (frames) => {
    for (let n = 0; n < frames; n++) await new Promise((done) => requestAnimationFrame(done));
  }, FRAMES_TO_SETTLE);
}

/** The elements that overflow the page to the side, and those that cover a control. */
export function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const nameOf = (element: Element) =>
      `${element.tagName.toLowerCase()} “${(element.getAttribute("aria-label") ?? element.textContent ?? "").trim().slice(0, 40)}”`;
    const faults: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) faults.push(`the page is ${root.scrollWidth} wide`);

    const visible = (element: Element) =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });
    const pressed = [...document.querySelectorAll("a, button, input, textarea, select, [role=button]")].filter(visible);
    for (const element of pressed) {
      if (element.closest("[inert], [aria-hidden=true]")) continue;
      const box = element.getBoundingClientRect();
      // Clipped elements are meant for screen readers only.
      if (box.width <= 1 || box.height <= 1 || getComputedStyle(element).clipPath !== "none") continue;
      const scroller = element.parentElement?.closest<HTMLElement>(
        "nav, ul, pre, [role=log], .overflow-y-auto, .overflow-x-auto",
      );
      const isScrolledAway = scroller && isOutsideOf(box, scroller.getBoundingClientRect());
      if (isScrolledAway || isOutsideOf(box, { top: 0, left: 0, bottom: innerHeight, right: innerWidth })) {
        if (!isScrolledAway && box.left > innerWidth - 2) faults.push(`${nameOf(element)} is beyond the right edge`);
        continue;
      }
      const canScroll = scroller && scroller.scrollWidth > scroller.clientWidth;
      if (!canScroll && (box.right > innerWidth + 1 || box.left < -1))
        faults.push(`${nameOf(element)} sticks out to the side`);
      const x = box.left + box.width / 2;
      const y = box.top + box.height / 2;
      if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) continue;
      const top = document.elementFromPoint(x, y);
      // On smaller screens the details panel may cover the conversation.
      const panel = top?.closest("aside") ?? veiledBy(top);
      if (panel && getComputedStyle(panel).position === "fixed" && !panel.contains(element)) continue;
      if (top && !element.contains(top) && !top.contains(element) && !isOneControl(element, top))
        faults.push(`${nameOf(element)} lies under ${nameOf(top)}`);
    }
    return faults;

    /** A click on the layer around the details panel closes it, so it may cover controls. */
    function veiledBy(top: Element | null): Element | null {
      const next = top?.getAttribute("aria-hidden") === "true" ? top.nextElementSibling : null;
      return next?.matches("aside") ? next : null;
    }
    /** The eye in a password field and the icon in a search field are parts of one control. */
    function isOneControl(one: Element, other: Element): boolean {
      return one.parentElement?.contains(other) === true && one.parentElement.childElementCount <= 3;
    }
    function isOutsideOf(box: DOMRect, frame: { top: number; left: number; bottom: number; right: number }): boolean {
      const y = box.top + box.height / 2;
      const x = box.left + box.width / 2;
      return y < frame.top || y > frame.bottom || x < frame.left || x > frame.right;
    }
  });
}
