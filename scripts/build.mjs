// npm run build: installs, generates and builds, each only when something has changed.
import { build } from "./steps/build.mjs";
import { makeReady } from "./steps/prepare.mjs";
import { run, say } from "./steps/run.mjs";

await run(async () => {
  await makeReady();
  await build();
  say("The build is up to date.");
});
