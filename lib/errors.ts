/** Every code that a reply of Parley can carry. `lib/http/status` maps each to its HTTP status. */
const ERROR_CODES = [
  "bad_request",
  "invalid",
  "unauthorized",
  "forbidden",
  "not_found",
  "conflict",
  "too_large",
  "unsupported_type",
  "rate_limited",
  "unavailable",
  "internal",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

type Details = { fields?: Record<string, string>; retryAfterSeconds?: number; isLogged?: boolean; cause?: unknown };

/** An error that the person or program who caused it can understand; `message` is shown to them. */
export class AppError extends Error {
  readonly code: ErrorCode;
  /** For each invalid input field, a sentence for the person who filled it in. */
  readonly fields?: Record<string, string>;
  /** Seconds after which the request may be tried again. */
  readonly retryAfterSeconds?: number;

  /** By its name, because Next makes several copies of this class, and one must know the errors of the others. */
  static override [Symbol.hasInstance](value: unknown): value is AppError {
    return value instanceof Error && value.name === "AppError";
  }

  /** Whether the log has the cause already. */
  readonly isLogged: boolean;

  constructor(code: ErrorCode, message: string, details: Details = {}) {
    super(message, { cause: details.cause });
    this.name = "AppError";
    this.code = code;
    this.fields = details.fields;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.isLogged = details.isLogged ?? false;
  }
}

/** Returns the error for a thing that does not exist, or that the viewer may not know of: both get the same answer. */
export function notFound(what: string): AppError {
  return new AppError("not_found", `There is no such ${what}, or you are not in it.`);
}

/** Returns the error for one invalid input field. */
export function invalidField(field: string, message: string): AppError {
  return new AppError("invalid", message, { fields: { [field]: message } });
}
