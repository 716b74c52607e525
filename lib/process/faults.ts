import { ConfigError } from "../config.ts";
import { log } from "../log.ts";

/** What nobody expected leaves unknown state behind: this says it and ends, so that a supervisor starts afresh. */
export function endOnUnexpectedFaults(): void {
  process.on("uncaughtException", (error) => die("An exception was not caught.", error));
  process.on("unhandledRejection", (error) => die("A rejection was not handled.", error));
}

/** Ends a start that failed: with one sentence where a setting is the reason, else with all that the log can tell. */
export function failToStart(error: unknown): never {
  if (!(error instanceof ConfigError)) die("Parley cannot start.", error);
  process.stderr.write(`${error.message.replace(/\s*\n\s*/g, " ")}\n`);
  process.exit(1);
}

function die(message: string, error: unknown): never {
  log.error(message, { error });
  process.exit(1);
}
