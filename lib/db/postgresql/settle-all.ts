import { errorText } from "../errors.ts";

/** PostgreSQL's code for a statement after one that has failed in the same transaction. */
const ABORTED = /\b25P02\b/;
/** And for a named one that could not be prepared for that reason. */
const UNPREPARED = /\b26000\b/;

/**
 * Resolves once nothing is under way any more: a statement that is sent after the transaction's end would be a transaction of
 * its own. Throws the error that made the others fail.
 */
export async function settleAll(running: readonly Promise<unknown>[]): Promise<void> {
  const outcomes = await Promise.allSettled(running);
  const errors = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
  if (errors.length > 0) throw firstCause(errors);
}

function firstCause(errors: readonly unknown[]): unknown {
  const others = errors.filter((error) => !ABORTED.test(errorText(error)));
  return others.find((error) => !UNPREPARED.test(errorText(error))) ?? others[0] ?? errors[0];
}
