import Database from "better-sqlite3";
import pg from "pg";

type Runner = (this: Database.Statement, ...values: unknown[]) => unknown;

/**
 * What a clock asks for, whatever runs meanwhile: what earlier sends left for the index of search, and what others have changed of
 * their keywords since two seconds ago.
 */
const BY_THE_CLOCK = /FROM "SearchPending" ORDER BY|FROM "Keywords" WHERE "version" >/;

/** The SQL statements that `work` costs: those of `everyStatementOf` but for what a clock asks for. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  return (await everyStatementOf(work)).filter((text) => !BY_THE_CLOCK.test(text));
}

/**
 * The SQL statements that this process runs while `work` runs, by anybody. Statements that begin or end a transaction,
 * or set up a connection, are not counted.
 */
export async function everyStatementOf(work: () => Promise<unknown>): Promise<string[]> {
  const texts: string[] = [];
  const stops = [listenToSqlite(texts), listenToPostgresql(texts)];
  try {
    await work();
  } finally {
    for (const stop of stops) stop();
  }
  return texts.filter((text) => !/^(BEGIN|COMMIT|SET )/.test(text));
}

function listenToSqlite(texts: string[]): () => void {
  const probe = new Database(":memory:");
  const prototype = Object.getPrototypeOf(probe.prepare("SELECT 1")) as Record<string, Runner>;
  probe.close();
  const runners = ["all", "get", "run", "iterate"].map((name) => [name, prototype[name] as Runner] as const);
  for (const [name, runner] of runners)
    prototype[name] = function (...values) {
      texts.push(this.source);
      return runner.apply(this, values);
    };
  return () => {
    for (const [name, runner] of runners) prototype[name] = runner;
  };
}

function listenToPostgresql(texts: string[]): () => void {
  const prototype = pg.Client.prototype as unknown as { query: (...values: unknown[]) => unknown };
  const { query } = prototype;
  prototype.query = function (...values) {
    const [asked] = values as [string | { text: string }];
    texts.push(typeof asked === "string" ? asked : asked.text);
    return query.apply(this, values);
  };
  return () => {
    prototype.query = query;
  };
}
