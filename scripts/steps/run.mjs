// Functions that every script of ours begins with. This file, and the files of this folder that `npm start` imports,
// may import only Node's own modules, because nothing is installed yet when they run.
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..");

/** A reason to stop that the person at the keyboard can act on. It is shown as one sentence without a stack. */
export class StepError extends Error {}

export const say = (text) => console.log(`parley: ${text}`);

/** Runs `work`, and ends the process with code 1 and one sentence when a step fails. */
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

/**
 * npm runs this script through a shell that does not pass signals on. Without this, ending npm would leave the script
 * running.
 */
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
