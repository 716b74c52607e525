// npm start: leads from a fresh clone to a running server. Without arguments it is the production server; with --dev it
// is the one that reloads changed files.
import { build, SERVER_FILE } from "./steps/build.mjs";
import { leaveSignals } from "./steps/command.mjs";
import { makeReady } from "./steps/prepare.mjs";
import { run } from "./steps/run.mjs";
import { supervise } from "./steps/supervise.mjs";

await run(async () => {
  await makeReady();
  await import("./env.mjs");
  if (process.argv.includes("--dev")) {
    process.env.NODE_ENV = "development";
    leaveSignals();
    const { tsImport } = await import("tsx/esm/api");
    await tsImport("../server.ts", import.meta.url);
  } else {
    await build();
    process.env.NODE_ENV = "production";
    leaveSignals();
    process.exit(await supervise(SERVER_FILE));
  }
});
