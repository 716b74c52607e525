import pg from "pg";

/** U+FFFD, with which the driver replaces halves of surrogate pairs too. */
const REPLACEMENT = "\uFFFD";

/** PostgreSQL stores every character but U+0000, and refuses a statement with it, even one that only looks for it. */
export function withoutNul<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutNul) as T;
  return typeof value === "string" && value.includes("\0") ? (value.replaceAll("\0", REPLACEMENT) as T) : value;
}

/**
 * A connection that sends REPLACEMENT instead of U+0000: a name or a word with U+0000 is not found, as with SQLite. What is
 * asked in one turn of the event loop it sends in one piece.
 */
export class TextClient extends pg.Client {}

type Inner = { connection: { stream: import("node:net").Socket } };

type Query = (config: unknown, values?: unknown, ...more: unknown[]) => unknown;
(TextClient.prototype as { query: Query }).query = function (this: pg.Client, config, values, ...more) {
  const { stream } = (this as unknown as Inner).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
  const isConfig = typeof config === "object" && config !== null && "values" in config;
  const sent = isConfig ? { ...config, values: withoutNul(config.values) } : config;
  return (pg.Client.prototype.query as Query).call(this, sent, withoutNul(values), ...more);
};
