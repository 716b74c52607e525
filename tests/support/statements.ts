import Database from "better-sqlite3";

type Runner = (this: Database.Statement, ...values: unknown[]) => unknown;

/**
 * The SQL statements that this process runs while `work` runs, by anybody. Statements that begin or end a transaction
 * are not counted.
 */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const texts: string[] = [];
  const probe = new Database(":memory:");
  const prototype = Object.getPrototypeOf(probe.prepare("SELECT 1")) as Record<string, Runner>;
  probe.close();
  const runners = ["all", "get", "run", "iterate"].map((name) => [name, prototype[name] as Runner] as const);
  for (const [name, runner] of runners)
    prototype[name] = function (...values) {
      texts.push(this.source);
      return runner.apply(this, values);
    };
  try {
    await work();
  } finally {
    for (const [name, runner] of runners) prototype[name] = runner;
  }
  return texts.filter((text) => !/^(BEGIN|COMMIT)/.test(text));
}
