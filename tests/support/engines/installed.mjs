// Finds the browsers beside Chromium that are installed on the system. It is plain JavaScript, because scripts/test.mjs
// imports it before anything is compiled.
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

/** The Debian packages that contain them. */
export const ENGINE_PACKAGES = ["firefox-esr", "webkit2gtk-driver", "xvfb"];

/** The file of a Firefox, or undefined. */
export function firefox() {
  return [process.env.FIREFOX_PATH, "/usr/bin/firefox-esr", ...inPath("firefox-esr"), ...inPath("firefox")].find(
    isThere,
  );
}

/** The files of a WebKit driver, its browser and an X server, or undefined. */
export function webkit() {
  const driver = inPath("WebKitWebDriver").find(isThere);
  const display = inPath("Xvfb").find(isThere);
  const browser = miniBrowsers().find(isThere);
  return driver && display && browser ? { driver, display, browser } : undefined;
}

/** Debian puts the driver's browser beside the library. */
function miniBrowsers() {
  const places = ["/usr/lib", "/usr/libexec"].filter(isThere);
  const arches = places.flatMap((place) => [place, ...readdirSync(place).map((name) => path.join(place, name))]);
  return arches.flatMap((arch) => ["4.1", "6.0", "4.0"].map((api) => path.join(arch, folderOf(api), "MiniBrowser")));
}

const folderOf = (api) => (api === "6.0" ? "webkitgtk-6.0" : `webkit2gtk-${api}`);

function inPath(name) {
  return (process.env.PATH ?? "").split(path.delimiter).map((folder) => path.join(folder, name));
}

function isThere(file) {
  return Boolean(file) && existsSync(file);
}
