/** Values of one statement of Prisma's; each of its columns takes as many again, and SQLite takes 32,766 in all. */
const PART = 500;

/** For Prisma, whose `in` is one value for each: asks in parts, one after the other, and puts the answers together. */
export async function inParts<Row>(values: readonly string[], ask: (part: string[]) => Promise<Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for (let at = 0; at < values.length; at += PART) rows.push(...(await ask(values.slice(at, at + PART))));
  return rows;
}
