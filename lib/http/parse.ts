import { en } from "zod/locales";
import { AppError } from "../errors.ts";
import * as z from "../z.ts";

// The words for what no schema of ours has words for. The browser shows none of them.
z.config(en());

/** What `schema` makes of `input`. Throws `invalid` that names every field which does not fit. */
export function parse<S extends z.core.$ZodType>(schema: S, input: unknown): z.output<S> {
  const result = z.safeParse(schema, input);
  if (result.success) return result.data;
  throw invalid(result.error);
}

/** The error of the reply for what zod found: one sentence for the person, and one for each field. */
function invalid(error: z.core.$ZodError): AppError {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join(".") || "body"] ??= issue.message;
  const first = Object.entries(fields)[0];
  const message = first ? sentence(first[0], first[1]) : "The input does not fit.";
  return new AppError("invalid", message, { fields });
}

/** Our own messages are sentences; zod's are not, and need the field's name before them. */
function sentence(field: string, message: string): string {
  return /^[A-Z].*\.$/s.test(message) ? message : `${field}: ${message}`;
}
