import { format } from "node:util";
import { log } from "../log.ts";

const LEVELS = { log: "info", info: "info", debug: "info", warn: "warn", error: "error", trace: "warn" } as const;
const TEXT_MAX = 10_000;
const ESCAPE = String.fromCharCode(27);
const COLOURS = new RegExp(`${ESCAPE}\\[[0-9;]*m`, "g");

/**
 * Turns everything that libraries print through the console, Next above all, into one line of JSON like our own. It can
 * contain text from strangers, and a line break in it could otherwise forge a line of the log.
 */
export function logConsoleAsJson(): void {
  for (const [method, level] of Object.entries(LEVELS) as [keyof typeof LEVELS, keyof typeof log][]) {
    console[method] = (...values: unknown[]) => {
      const text = format(...values)
        .replace(COLOURS, "")
        .trim();
      if (text) log[level]("printed", { text: text.slice(0, TEXT_MAX) });
    };
  }
  // Node prints its own warnings without using the console.
  process.removeAllListeners("warning").on("warning", (warning) => log.warn("Node warns", { warning }));
}
