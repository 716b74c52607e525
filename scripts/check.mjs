// npm run check: the quick checks before a commit: types, lint and format, import directions, migrations.
import { bin, node } from "./steps/command.mjs";
import { makeReady } from "./steps/prepare.mjs";
import { run, say } from "./steps/run.mjs";

/** Who may import whom, and whether the packages that are imported are listed. */
const ARCHITECTURE = ["architecture", "packages"].map((name) => `tests/unit/${name}.test.ts`);

const checks = () => [
  ["types", bin("typescript", "tsc"), ["--noEmit"]],
  ["lint and format", bin("@biomejs/biome", "biome"), ["check"]],
  ["architecture", bin("vitest"), ["run", "--project", "unit", ...ARCHITECTURE]],
  ["migrations", bin("tsx"), ["scripts/db-check.ts"]],
];

await run(async () => {
  await makeReady();
  const failed = [];
  for (const [what, script, args] of checks()) {
    say(`Checking ${what}.`);
    if ((await node(script, args)) !== 0) failed.push(what);
  }
  if (failed.length > 0) say(`Not in order: ${failed.join("; ")}.`);
  process.exitCode = failed.length === 0 ? 0 : 1;
});
