// npm run build: installs, generates and builds, each only when something has changed. With --deploy it is a step of
// deploying to a host of functions.
import { build } from "./steps/build.mjs";
import { makeReady } from "./steps/prepare.mjs";
import { run, say } from "./steps/run.mjs";

await run(async () => {
  await makeReady();
  await build({ isDeployed: process.argv.includes("--deploy") });
  say("The build is up to date.");
});
