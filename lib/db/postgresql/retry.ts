import { AppError } from "../../errors.ts";
import { isConflict } from "./errors.ts";

const TRIES_MAX = 12;
/** The first wait; it doubles each time, up to LONGEST_MS, and chance takes up to all of it away. */
const FIRST_MS = 4;
const LONGEST_MS = 250;

/** Runs a transaction again where PostgreSQL ended it in favour of another. Throws `unavailable` when that does not end. */
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
