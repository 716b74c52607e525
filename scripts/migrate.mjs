// npm run migrate: runs scripts/migrate.ts.
import { runBundled } from "./steps/run-bundled.mjs";

runBundled("migrate");
