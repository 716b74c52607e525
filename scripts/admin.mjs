// npm run admin: runs scripts/admin.ts.
import { runBundled } from "./steps/run-bundled.mjs";

runBundled("admin");
