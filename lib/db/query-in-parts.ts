/** The values in one statement of Prisma. Each relation repeats them, and SQLite accepts 32,766 in all. */
const PART = 500;

/**
 * Runs a Prisma query with a long `in` list in parts, one after the other, and concatenates the rows. Prisma's `in`
 * takes one parameter per value.
 */
export async function queryInParts<Row>(
  values: readonly string[],
  ask: (part: string[]) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let at = 0; at < values.length; at += PART) rows.push(...(await ask(values.slice(at, at + PART))));
  return rows;
}
