import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { InterruptibleSleep, sleep } from "@/lib/browser/sleep.ts";

const HOUR_MS = 3_600_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Whether the promise has already resolved. */
async function isOver(promise: Promise<void>): Promise<boolean> {
  return Promise.race([promise.then(() => true), vi.advanceTimersByTimeAsync(0).then(() => false)]);
}

describe("a pause", () => {
  test("ends after its time, and not before", async () => {
    const pause = sleep(1000);
    await vi.advanceTimersByTimeAsync(999);
    expect(await isOver(pause)).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await isOver(pause)).toBe(true);
  });

  test("ends when it is aborted, also before it has begun, and leaves no timer", async () => {
    const controller = new AbortController();
    const pause = sleep(HOUR_MS, controller.signal);
    expect(await isOver(pause)).toBe(false);
    controller.abort();
    expect([await isOver(pause), await isOver(sleep(HOUR_MS, controller.signal))]).toEqual([true, true]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("ends when the network is back", async () => {
    const browser = new EventTarget();
    vi.stubGlobal("addEventListener", browser.addEventListener.bind(browser));
    vi.stubGlobal("removeEventListener", browser.removeEventListener.bind(browser));
    const pause = sleep(HOUR_MS);
    expect(await isOver(pause)).toBe(false);
    browser.dispatchEvent(new Event("online"));
    expect(await isOver(pause)).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
    vi.unstubAllGlobals();
  });
});

describe("an interruptible sleep", () => {
  test("is ended from outside, each time anew", async () => {
    const rest = new InterruptibleSleep();
    for (let time = 0; time < 2; time++) {
      const pause = rest.take(HOUR_MS);
      expect(await isOver(pause)).toBe(false);
      rest.end();
      expect(await isOver(pause)).toBe(true);
    }
    expect(vi.getTimerCount()).toBe(0);
  });

  test("is not shortened by an end that came when nobody slept", async () => {
    const rest = new InterruptibleSleep();
    rest.end();
    const pause = rest.take(HOUR_MS);
    expect(await isOver(pause)).toBe(false);
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect(await isOver(pause)).toBe(true);
  });

  test("is left out once where it was ended during the try before it", async () => {
    const rest = new InterruptibleSleep();
    rest.begin();
    rest.end();
    expect(await isOver(rest.take(HOUR_MS))).toBe(true);
    expect(await isOver(rest.take(HOUR_MS))).toBe(false);
    rest.end();
    rest.begin();
    expect(await isOver(rest.take(HOUR_MS))).toBe(false);
  });
});
