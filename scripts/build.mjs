// npm run build: installs, generates and builds, each only when there is something to do.
import { build, makeReady, run, say } from "./steps.mjs";

await run(async () => {
  await makeReady();
  await build();
  say("The build is up to date.");
});
