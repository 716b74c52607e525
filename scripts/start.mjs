// npm start: from a fresh clone to a running server. Without arguments the production server; with --dev the one that
// reloads what changes.
import { build, leaveSignalsToTheServer, makeReady, run, serve } from "./steps.mjs";

await run(async () => {
  await makeReady();
  await import("./env.mjs");
  if (process.argv.includes("--dev")) {
    process.env.NODE_ENV = "development";
    leaveSignalsToTheServer();
    const { tsImport } = await import("tsx/esm/api");
    await tsImport("../server.ts", import.meta.url);
  } else {
    await build();
    await serve();
  }
});
