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

type Details = { fields?: Record<string, string>; retryAfterSeconds?: number; cause?: unknown };

/** A fault that the person or program who caused it can understand: `message` is shown to them as it is. */
export class AppError extends Error {
  readonly code: ErrorCode;
  /** Per input field, what is wrong with it, in words for the person who filled it in. */
  readonly fields?: Record<string, string>;
  /** Seconds after which the request may be tried again. */
  readonly retryAfterSeconds?: number;

  constructor(code: ErrorCode, message: string, details: Details = {}) {
    super(message, { cause: details.cause });
    this.name = "AppError";
    this.code = code;
    this.fields = details.fields;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

/** The answer to whoever may not know whether the thing exists: the same for "is not" and "is not yours". */
export function notFound(what: string): AppError {
  return new AppError("not_found", `There is no such ${what}, or you are not in it.`);
}

/** A refusal of one input field. */
export function invalidField(field: string, message: string): AppError {
  return new AppError("invalid", message, { fields: { [field]: message } });
}
