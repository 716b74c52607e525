import { en } from "zod/locales";
import { AppError } from "../errors.ts";
import * as z from "../z.ts";

// Zod's English messages are used where our schemas have none; the browser shows none of them.
z.config(en());

/** Parses `input` with `schema`. Throws `invalid`, which names every field that does not match. */
export function parse<S extends z.core.$ZodType>(schema: S, input: unknown): z.output<S> {
  const result = z.safeParse(schema, input);
  if (result.success) return result.data;
  throw invalid(result.error);
}

/** Turns zod's error into an AppError with one sentence for the person, and one for each field. */
function invalid(error: z.core.$ZodError): AppError {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join(".") || "body"] ??= issue.message;
  const first = Object.entries(fields)[0];
  const message = first ? sentence(first[0], first[1]) : "The input does not fit.";
  return new AppError("invalid", message, { fields });
}

/** Our own messages are sentences; zod's are not, so the field's name is put before them. */
function sentence(field: string, message: string): string {
  return /^[A-Z].*\.$/s.test(message) ? message : `${field}: ${message}`;
}
