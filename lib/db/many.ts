/**
 * SQL that holds for lists of any length. SQLite takes 32,766 values in one statement, and what people gather has no such
 * bound: so a list goes in as one value, as JSON text, or in parts.
 */
export const IN_MANY = "IN (SELECT value FROM json_each(?))";

/** The one value that IN_MANY stands for. */
export const many = (values: readonly string[]): string => JSON.stringify(values);

/** Values of one statement of Prisma's; each of its columns takes as many again. */
const PART = 500;

/** For Prisma, whose `in` is one value for each: asks in parts, one after the other, and puts the answers together. */
export async function inParts<Row>(values: readonly string[], ask: (part: string[]) => Promise<Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for (let at = 0; at < values.length; at += PART) rows.push(...(await ask(values.slice(at, at + PART))));
  return rows;
}
