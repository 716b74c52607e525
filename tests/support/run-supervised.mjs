// Runs what `npm start` runs once everything is installed and built.
import { SERVER_FILE } from "../../scripts/steps/build.mjs";
import { leaveSignals } from "../../scripts/steps/command.mjs";
import { supervise } from "../../scripts/steps/supervise.mjs";

leaveSignals();
process.exit(await supervise(SERVER_FILE));
