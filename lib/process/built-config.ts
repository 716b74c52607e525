import { readFileSync } from "node:fs";
import path from "node:path";

/**
 * Hands Next the configuration as `next build` has worked it out, so that the running server does not read
 * next.config.ts: for that Next would load its compiler and keep it. The variable is private to Next, which hands its own
 * standalone servers their configuration by it; tests/unit/built-config.test.ts fails when Next renames it.
 */
export function setBuiltConfig(buildFolder: string): void {
  const { config } = JSON.parse(readFileSync(path.join(buildFolder, "required-server-files.json"), "utf8"));
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config);
}
