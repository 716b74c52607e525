import { AppError } from "../../errors.ts";
import { isConflict } from "./errors.ts";

const TRIES_MAX = 12;
/** The longest wait after the first try. It doubles with each try, up to LONGEST_MS; the wait is a random part of it. */
const FIRST_MS = 4;
const LONGEST_MS = 250;

/**
 * Runs `transaction`, and runs it again when PostgreSQL has ended it because of another transaction. Throws `unavailable`
 * when that has happened TRIES_MAX times.
 */
export async function retryConflicts<T>(transaction: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (!isConflict(error)) throw error;
      if (tries === TRIES_MAX)
        throw new AppError("unavailable", "The server is busy. Try again in a moment.", { cause: error });
      const wait = Math.random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** tries);
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
