import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { systemChromium } from "../../tests/support/chromium.mjs";
import { ENGINE_PACKAGES, firefox, webkit } from "../../tests/support/engines/installed.mjs";
import { attempt, bin, node } from "./command.mjs";
import { root, StepError, say } from "./run.mjs";

export const HOW_TO_GET_ENGINES = `on Debian: apt-get install ${ENGINE_PACKAGES.join(" ")}`;

/** Makes sure that the browser tests find a Chromium: the system's, Playwright's own, or one that is installed now. */
export async function ensureChromium() {
  if (systemChromium() || playwrightHasOne()) return;
  await aptInstall(["chromium-headless-shell"]);
  if (systemChromium()) return;
  say("Installing Chromium (playwright install chromium).");
  await node(bin("@playwright/test", "playwright"), ["install", "chromium"]);
  if (playwrightHasOne()) return;
  throw new StepError(
    'The browser tests need Chromium: on Debian or Ubuntu run "apt-get install -y chromium", elsewhere "npx playwright install chromium", then try again.',
  );
}

/**
 * Installs Firefox and WebKit for the tests where that is possible, which is on Debian. Elsewhere their tests are
 * skipped.
 */
export async function ensureEngines() {
  if (firefox() && webkit()) return;
  await aptInstall(ENGINE_PACKAGES);
  const missing = [!firefox() && "Firefox", !webkit() && "WebKit"].filter(Boolean);
  if (missing.length > 0) say(`Without ${missing.join(" and ")}: those tests are skipped (${HOW_TO_GET_ENGINES}).`);
}

/** Installs Debian packages. Where that is not possible it does nothing. */
async function aptInstall(packages) {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  say(`Installing ${packages.join(", ")} (apt-get).`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await attempt("apt-get", ["update"], env, "quiet");
  await attempt("apt-get", ["install", "-y", "--no-install-recommends", ...packages], env, "quiet");
}

function playwrightHasOne() {
  const require = createRequire(`${root}/package.json`);
  return existsSync(require("@playwright/test").chromium.executablePath());
}
