import { ConfigError } from "../config.ts";
import { log } from "../log.ts";

/** Logs an uncaught error and ends the process, because its state is unknown then; a supervisor starts it again. */
export function endOnUnexpectedFaults(): void {
  process.on("uncaughtException", (error) => die("An exception was not caught.", error));
  process.on("unhandledRejection", (error) => die("A rejection was not handled.", error));
}

/** Ends the process after a failed start, with one sentence when a setting is the reason, else with the full error. */
export function failToStart(error: unknown): never {
  if (!(error instanceof ConfigError)) die("Parley cannot start.", error);
  const sentence = error.message
    .split("\n")
    .map((line) => line.trim())
    .join(" ");
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function die(message: string, error: unknown): never {
  log.error(message, { error });
  process.exit(1);
}
