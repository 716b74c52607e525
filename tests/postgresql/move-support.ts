// Databases for the tests of npm run move-database, and the command itself in a process of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { loadDialect } from "@/lib/db/dialect.ts";
import { migrate } from "@/lib/db/migrate.ts";
import { bundle } from "../../scripts/steps/build.mjs";
import { copyOf } from "../support/copy-database.ts";
import { readEveryRow, writeEveryRow } from "../support/every-row.ts";

const folder = mkdtempSync(path.join(tmpdir(), "parley-move-"));
const made = [folder];
afterAll(() => {
  for (const place of made) rmSync(place, { recursive: true, force: true });
});

let files = 0;
export const fileOf = (url: string) => url.slice("file:".length);

/** The address of a file that does not exist yet. */
export function newFile(): string {
  files += 1;
  return `file:${path.join(folder, `${files}.db`)}`;
}

/** A migrated database of PostgreSQL in which nobody has registered. */
export const newPostgresql = () => copyOf(inject("template"));

/** A SQLite file with a row in each table. */
export async function newFilled(): Promise<string> {
  const url = newFile();
  await migrate(url);
  const database = await (await loadDialect(url)).open(url);
  await database.write(writeEveryRow);
  await database.close();
  return url;
}

/** A copy of a SQLite file for a test that changes it. */
export async function copyOfFile(url: string): Promise<string> {
  const copy = newFile();
  const database = new Database(fileOf(url));
  await database.backup(fileOf(copy));
  database.close();
  return copy;
}

/** All rows by table, read by Prisma and not by what moves them. */
export async function rowsOf(url: string): Promise<Record<string, string[]>> {
  const database = await (await loadDialect(url)).open(url);
  return readEveryRow(database.reader).finally(database.close);
}

/** Runs one statement on a database, whatever Parley thinks of it, and resolves to its rows. */
export async function runSql(url: string, statement: string): Promise<unknown[]> {
  if (url.startsWith("file:")) {
    const database = new Database(fileOf(url));
    const prepared = database.prepare(statement);
    const rows = prepared.reader ? prepared.all() : [prepared.run()];
    database.close();
    return rows;
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(statement);
  await client.end();
  return rows;
}

export type Command = { code: number | null; signal: string | null; said: string };

let script: Promise<string> | undefined;

/** The command as a build bundles it, because a compiler in each process would take longer than the move. */
function bundled(): Promise<string> {
  script ??= (async () => {
    const file = path.resolve(".next", "tests", `move-database-${process.pid}.mjs`);
    await bundle("scripts/move-database.ts", file);
    made.push(file);
    return file;
  })();
  return script;
}

/** Runs the command to its end, or until it has said `killAt`, when it is killed with SIGKILL. */
export async function runMove(args: string[], killAt?: string): Promise<Command> {
  const options = ["--conditions=react-server", await bundled()];
  const child = spawn(process.execPath, [...options, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (killAt && said.includes(killAt)) child.kill("SIGKILL");
    });
  const [code, signal] = await once(child, "close");
  return { code, signal, said };
}
