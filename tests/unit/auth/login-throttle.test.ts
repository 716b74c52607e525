import { expect, test } from "vitest";
import { loginThrottle } from "@/lib/auth/login-throttle.ts";

const MALLORY = "198.51.100.7";
const GUESSES = 10;
/** Each attempt makes two entries, so this is more than are kept. */
const FLOOD = 50_000;

function fail(name: string, address: string, times = 1): void {
  for (let time = 0; time < times; time++) loginThrottle(name, address).failed();
}

const isBlocked = (name: string, address: string): boolean => {
  try {
    loginThrottle(name, address).check();
    return false;
  } catch {
    return true;
  }
};

test("mallory stays blocked while others fail in between, however many they are", () => {
  expect(isBlocked("ada", MALLORY)).toBe(false);
  fail("ada", MALLORY, GUESSES);
  expect(isBlocked("ada", MALLORY)).toBe(true);
  for (let n = 0; n < FLOOD; n++) {
    fail("anybody", `elsewhere ${n}`);
    if (n % 20_000 === 0) expect(isBlocked("ada", MALLORY), `after ${n} others`).toBe(true);
  }
  expect(isBlocked("ada", MALLORY)).toBe(true);
  expect(isBlocked("ada", "203.0.113.5"), "from elsewhere").toBe(false);
});

test("a flood of names from one address leads to a block of the address, which no further name lifts", () => {
  for (let n = 0; n < 300; n++) fail(`name ${n}`, "192.0.2.1");
  expect(isBlocked("nobody has tried this one", "192.0.2.1")).toBe(true);
  for (let n = 0; n < 299; n++) fail(`other ${n}`, "192.0.2.2");
  expect(isBlocked("nobody has tried this one", "192.0.2.2"), "one less").toBe(false);
  expect(isBlocked("nobody has tried this one", "192.0.2.1")).toBe(true);
});

test("the name that has failed half of its times is not forgiven by a flood of others", () => {
  fail("linus", MALLORY, GUESSES / 2);
  for (let n = 0; n < 20_000; n++) fail("anybody", `elsewhere ${n}`);
  fail("linus", MALLORY, GUESSES / 2);
  expect(isBlocked("linus", MALLORY)).toBe(true);
});
