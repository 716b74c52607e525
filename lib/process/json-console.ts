import { format } from "node:util";
import { log } from "../log.ts";

const LEVELS = { log: "info", info: "info", debug: "info", warn: "warn", error: "error", trace: "warn" } as const;
const TEXT_MAX = 10_000;
const ESCAPE = String.fromCharCode(27);
const COLOURS = new RegExp(`${ESCAPE}\\[[0-9;]*m`, "g");

/**
 * Has whatever libraries print through the console, Next above all, leave as one line of JSON like our own: what
 * strangers send comes to stand in it, and with a line break of theirs would read like a line that we wrote.
 */
export function tameConsole(): void {
  for (const [method, level] of Object.entries(LEVELS) as [keyof typeof LEVELS, keyof typeof log][]) {
    console[method] = (...values: unknown[]) => {
      const text = format(...values)
        .replace(COLOURS, "")
        .trim();
      if (text) log[level]("printed", { text: text.slice(0, TEXT_MAX) });
    };
  }
  // Node prints its own warnings past the console.
  process.removeAllListeners("warning").on("warning", (warning) => log.warn("Node warns", { warning }));
}
