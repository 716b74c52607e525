// What `npm start` does once everything is installed and built.
import { leaveSignals, SERVER_FILE } from "../../scripts/steps.mjs";
import { supervise } from "../../scripts/supervise.mjs";

leaveSignals();
process.exit(await supervise(SERVER_FILE));
