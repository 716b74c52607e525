import { AppError } from "../../errors.ts";
import { isConflict, isViolation } from "./errors.ts";
import { isNameUnusable } from "./statement-names.ts";

const TRIES_MAX = 12;
/** From this try on, a change has all rooms to itself: those who send have priority no longer. */
const ALONE_FROM = 4;
/** The longest wait after the first try. It doubles with each try, up to LONGEST_MS; the wait is a random part of it. */
const FIRST_MS = 4;
const LONGEST_MS = 250;

/** What a try does before it reads: nothing, waiting for other changes that are run again, or for all of them. */
export type Turn = "free" | "queued" | "alone";

/**
 * Runs `transaction`, and runs it again when PostgreSQL has ended it because of another transaction. Throws `unavailable`
 * when that has happened TRIES_MAX times. A violated constraint is tried once more, too, because a row that was not there
 * when the change looked may have been committed meanwhile: it then finds the row, or the error is thrown.
 */
export async function retryConflicts<T>(transaction: (turn: Turn) => Promise<T>): Promise<T> {
  let violations = 0;
  for (let tries = 1; ; tries += 1) {
    try {
      return await transaction(tries === 1 ? "free" : tries < ALONE_FROM ? "queued" : "alone");
    } catch (error) {
      if (isViolation(error)) violations += 1;
      if (violations > 1 || !(isConflict(error) || isViolation(error) || isNameUnusable(error))) throw error;
      if (tries === TRIES_MAX)
        throw new AppError("unavailable", "The server is busy. Try again in a moment.", { cause: error });
      const wait = Math.random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** tries);
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
