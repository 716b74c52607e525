// npm run prepare:project: what is generated and not kept in git.
import { checkNode, prepare, run } from "./steps.mjs";

await run(async () => {
  checkNode();
  await prepare();
});
