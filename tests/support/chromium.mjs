// Which Chromium the browser tests drive; plain JavaScript, because scripts/test.mjs asks before anything is compiled.
import { existsSync } from "node:fs";

const PLACES = [process.env.CHROMIUM_PATH, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The file of a Chromium that the system has, or undefined. */
export function systemChromium() {
  return PLACES.find((file) => file && existsSync(file));
}

/** No sandbox as root, where Chromium refuses it; nothing that talks to its maker. */
export function chromiumFlags() {
  const asRoot = process.getuid?.() === 0;
  const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"];
  return [...(asRoot ? ["--no-sandbox"] : []), "--disable-gpu", "--no-first-run", ...quiet];
}
