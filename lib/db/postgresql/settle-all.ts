import { errorText } from "../errors.ts";

/**
 * PostgreSQL's codes for a statement after one that has failed in the same transaction, and for a named one that could not be
 * prepared for that reason.
 */
const FOLLOWING = [/\b25P02\b/, /\b26000\b/] as const;

/**
 * Resolves to all results once nothing is under way any more: a statement that is sent after the transaction's end would be
 * a transaction of its own. Throws the error that made the others fail.
 */
export async function settleAll<T>(running: readonly Promise<T>[]): Promise<T[]> {
  const outcomes = await Promise.allSettled(running);
  const errors = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
  if (errors.length > 0) throw firstCause(errors);
  return outcomes.map((outcome) => (outcome as PromiseFulfilledResult<T>).value);
}

function firstCause(errors: readonly unknown[]): unknown {
  const [aborted, unprepared] = FOLLOWING;
  const others = errors.filter((error) => !aborted.test(errorText(error)));
  return others.find((error) => !unprepared.test(errorText(error))) ?? others[0] ?? errors[0];
}
