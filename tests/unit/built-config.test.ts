// Next reads the built configuration from a variable that is private to Next. A version of Next that renames it must
// fail here, and not keep a compiler in the memory of a running server.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";

const run = promisify(execFile);
const folder = mkdtempSync(path.join(tmpdir(), "parley-built-config-"));
afterAll(() => rmSync(folder, { recursive: true }));

const SCRIPT = `
  import { setBuiltConfig } from "./lib/process/built-config.ts";
  import config from "next/dist/server/config.js";
  const [, folder] = process.argv;
  const load = () => config.default("phase-production-server", folder, { silent: true });
  const unaided = await load().then(() => "read", (error) => error.message);
  setBuiltConfig(folder);
  process.stdout.write(JSON.stringify({ unaided, built: await load() }));
`;

test("Next takes the configuration that the build has made, and does not read next.config.ts again", async () => {
  writeFileSync(path.join(folder, "next.config.ts"), "throw new Error('It was read.');");
  const config = { distDir: "as-built" };
  writeFileSync(path.join(folder, "required-server-files.json"), JSON.stringify({ version: 1, config }));
  const args = ["--import", "tsx", "--input-type=module", "-e", SCRIPT, folder];
  const { stdout } = await run(process.execPath, args, { env: { ...process.env, NODE_ENV: "production" } });
  const { unaided, built } = JSON.parse(stdout);
  expect(unaided).not.toBe("read");
  expect(built).toEqual(config);
}, 60_000);
