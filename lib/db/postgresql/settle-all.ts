import { errorText } from "../errors.ts";

/** PostgreSQL's code for a statement after one that has failed in the same transaction. */
const ABORTED = /\b25P02\b/;

/**
 * Resolves to all results once nothing is under way any more: a statement that is sent after the transaction's end would be
 * a transaction of its own. Throws the error that made the others fail.
 */
export async function settleAll<T>(running: readonly Promise<T>[]): Promise<T[]> {
  const outcomes = await Promise.allSettled(running);
  const errors = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
  if (errors.length > 0) throw errors.find((error) => !ABORTED.test(errorText(error))) ?? errors[0];
  return outcomes.map((outcome) => (outcome as PromiseFulfilledResult<T>).value);
}
