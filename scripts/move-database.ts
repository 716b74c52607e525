// npm run move-database FROM TO: copies everything from one database to another, such as from SQLite to PostgreSQL.
// The exit code is 0 when all of it is in TO, 2 when the move was refused, and 1 when it failed or was stopped.
import { parseArgs } from "node:util";
import { moveDatabase } from "../lib/db/move/move-database.ts";
import { MoveRefusal } from "../lib/db/move/refusal.ts";
import { withoutPassword } from "../lib/db/without-password.ts";

const USAGE = `npm run move-database FROM TO

FROM and TO are written as in DATABASE_URL: file:./data/parley.db or postgresql://user@host/database.
Stop Parley first. TO must be empty, or a file that does not exist yet. Files that people shared are not moved.

  --ignore-connections   (after --) moves although somebody is connected to a PostgreSQL, such as an idle pooler`;

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { "ignore-connections": { type: "boolean" } },
  });
  const [from, to, ...rest] = positionals;
  if (!isAddress(from) || !isAddress(to) || rest.length > 0) throw new MoveRefusal(USAGE);
  console.log(`Moving ${withoutPassword(from)} to ${withoutPassword(to)}.`);
  const { rows, withoutNul, isRepeated } = await moveDatabase(from, to, {
    ignoreConnections: values["ignore-connections"] === true,
    tell: (table, count, isDone) => console.log(`  ${table}: ${count} rows${isDone ? "" : " so far"}`),
  });
  const all = [...rows.values()].reduce((sum, count) => sum + count, 0);
  if (withoutNul > 0)
    console.log(`In ${withoutNul} texts the character NUL, which PostgreSQL cannot store, became U+FFFD.`);
  console.log(
    isRepeated
      ? `TO has everything already: ${all} rows in ${rows.size} tables, the same in both.`
      : `Everything is in TO: ${all} rows in ${rows.size} tables, compared and the same in both.`,
  );
  console.log("Set DATABASE_URL to TO and start Parley. Shared files stay where they are (docs/operations.md).");
}

const isAddress = (text: string | undefined): text is string => /^(file:|postgres(ql)?:\/\/)./.test(text ?? "");

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    console.error("The move was stopped. Run it again.");
    process.exit(1);
  });

main().catch((error) => {
  const isRefused = error instanceof MoveRefusal || error?.code?.startsWith?.("ERR_PARSE_ARGS");
  console.error(
    isRefused ? error.message : `The move failed, and TO is as it was (${error?.message ?? error}). Run it again.`,
  );
  process.exitCode = isRefused ? 2 : 1;
});
