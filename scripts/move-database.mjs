// npm run move-database: runs scripts/move-database.ts.
import { runBundled } from "./steps/run-bundled.mjs";

runBundled("move-database");
