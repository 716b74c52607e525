type Level = "info" | "warn" | "error";
type Fields = Record<string, unknown>;

/**
 * Writes one line of JSON to standard error. Pass names, ids and counts; never a body, a password, a token or a cookie
 * (docs/security.md Z8).
 */
function write(level: Level, message: string, fields: Fields = {}): void {
  const line = { time: new Date().toISOString(), level, message, ...withErrors(fields) };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}

/** JSON has no form for an Error, so its name, message and stack are written. */
function withErrors(fields: Fields): Fields {
  const entries = Object.entries(fields).map(([key, value]) =>
    value instanceof Error ? [key, { name: value.name, message: value.message, stack: value.stack }] : [key, value],
  );
  return Object.fromEntries(entries);
}

export const log = {
  info: (message: string, fields?: Fields) => write("info", message, fields),
  warn: (message: string, fields?: Fields) => write("warn", message, fields),
  error: (message: string, fields?: Fields) => write("error", message, fields),
};
