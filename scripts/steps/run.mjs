// What every script of ours begins with. Only Node's own modules here, and in what `npm start` imports of this folder:
// nothing is installed yet when they run.
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the project. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..");

/** A reason to stop that the person at the keyboard can act on: one sentence, shown without a stack. */
export class StepError extends Error {}

export const say = (text) => console.log(`parley: ${text}`);

/** Runs `work` and ends the process with 1 and one sentence when a step fails. */
export async function run(work) {
  process.chdir(root);
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  endWithNpm();
  try {
    await work();
  } catch (error) {
    console.error(error instanceof StepError ? `parley: ${error.message}` : error);
    process.exit(1);
  }
}

/** npm starts this through a shell that does not pass signals on: without this, ending npm would leave us behind. */
function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 500);
  watch.unref();
}
