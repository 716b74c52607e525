// npm run bench: compares Parley's speed with what is possible on this machine. Names of scenarios select scenarios;
// --quick runs a short version of each.
import { build } from "./steps/build.mjs";
import { bin, node } from "./steps/command.mjs";
import { makeReady } from "./steps/prepare.mjs";
import { run } from "./steps/run.mjs";

await run(async () => {
  await makeReady();
  await build();
  process.exitCode = await node(bin("tsx"), [
    "--conditions=react-server",
    "tests/bench/main.ts",
    ...process.argv.slice(2),
  ]);
});
