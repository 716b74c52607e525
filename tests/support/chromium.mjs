// Finds the Chromium that the browser tests drive. It is plain JavaScript, because scripts/test.mjs imports it before
// anything is compiled.
import { existsSync } from "node:fs";

/** The shell is the same Chromium without the windows around the pages: the tests take two thirds of the time with it. */
const PLACES = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** The file of a Chromium that is installed on the system, or undefined. */
export function systemChromium() {
  return PLACES.find((file) => file && existsSync(file));
}

/** As root Chromium refuses to start with its sandbox. The other flags keep it from contacting its maker. */
export function chromiumFlags() {
  const asRoot = process.getuid?.() === 0;
  const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"];
  return [...(asRoot ? ["--no-sandbox"] : []), "--disable-gpu", "--no-first-run", ...quiet];
}
