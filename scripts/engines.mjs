import { ENGINE_PACKAGES, firefox, webkit } from "../tests/support/engines/installed.mjs";
import { aptInstall } from "./chromium.mjs";
import { say } from "./steps.mjs";

export const HOW_TO_GET = `on Debian: apt-get install ${ENGINE_PACKAGES.join(" ")}`;

/** Sees to it that the tests find Firefox and WebKit, where they can be installed. They are Debian's; elsewhere they are skipped. */
export async function ensureEngines() {
  if (firefox() && webkit()) return;
  await aptInstall(ENGINE_PACKAGES);
  const missing = [!firefox() && "Firefox", !webkit() && "WebKit"].filter(Boolean);
  if (missing.length > 0) say(`Without ${missing.join(" and ")}: those tests are skipped (${HOW_TO_GET}).`);
}
