import { readFileSync } from "node:fs";
import path from "node:path";

/**
 * Passes Next the configuration that `next build` resolved, so that the running server does not read next.config.ts,
 * for which Next would load its compiler and keep it in memory. The variable is private to Next, which configures its
 * standalone servers with it; tests/unit/built-config.test.ts fails when Next renames it.
 */
export function setBuiltConfig(buildFolder: string): void {
  const { config } = JSON.parse(readFileSync(path.join(buildFolder, "required-server-files.json"), "utf8"));
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config);
}
