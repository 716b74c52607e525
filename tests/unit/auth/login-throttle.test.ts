import { expect, test } from "vitest";
import { loginThrottle } from "@/lib/auth/login-throttle.ts";

const MALLORY = "198.51.100.7";
const GUESSES = 10;
/** Each attempt makes two entries, so this is more than are kept. */
const FLOOD = 50_000;

async function fail(name: string, address: string, times = 1): Promise<void> {
  for (let time = 0; time < times; time++) {
    const throttle = loginThrottle(name, address);
    await throttle.attempt();
    await throttle.failed();
  }
}

const isBlocked = async (name: string, address: string): Promise<boolean> => {
  try {
    await loginThrottle(name, address).check();
    return false;
  } catch {
    return true;
  }
};

test("mallory stays blocked while others fail in between, however many they are", async () => {
  expect(await isBlocked("ada", MALLORY)).toBe(false);
  await fail("ada", MALLORY, GUESSES);
  expect(await isBlocked("ada", MALLORY)).toBe(true);
  for (let n = 0; n < FLOOD; n++) {
    await fail("anybody", `elsewhere ${n}`);
    if (n % 20_000 === 0) expect(await isBlocked("ada", MALLORY), `after ${n} others`).toBe(true);
  }
  expect(await isBlocked("ada", MALLORY)).toBe(true);
  expect(await isBlocked("ada", "203.0.113.5"), "from elsewhere").toBe(false);
});

test("a flood of names from one address leads to a block of the address, which no further name lifts", async () => {
  for (let n = 0; n < 300; n++) await fail(`name ${n}`, "192.0.2.1");
  expect(await isBlocked("nobody has tried this one", "192.0.2.1")).toBe(true);
  for (let n = 0; n < 299; n++) await fail(`other ${n}`, "192.0.2.2");
  expect(await isBlocked("nobody has tried this one", "192.0.2.2"), "one less").toBe(false);
  expect(await isBlocked("nobody has tried this one", "192.0.2.1")).toBe(true);
});

test("the name that has failed half of its times is not forgiven by a flood of others", async () => {
  await fail("linus", MALLORY, GUESSES / 2);
  for (let n = 0; n < 20_000; n++) await fail("anybody", `elsewhere ${n}`);
  await fail("linus", MALLORY, GUESSES / 2);
  expect(await isBlocked("linus", MALLORY)).toBe(true);
});
