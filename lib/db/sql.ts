/** A value of a statement. Dates and booleans come and go as they do in Prisma. */
export type SqlValue = string | number | boolean | null | Date;

/**
 * What stands in a statement in place of a single value. Plain objects and no classes: in Next the copy of this module
 * that makes a piece is often not the copy that reads it.
 */
export type SqlPiece =
  | { piece: "part"; texts: readonly string[]; values: readonly SqlInput[] }
  | { piece: "list"; values: readonly string[] }
  | { piece: "contains"; words: string };

export type SqlInput = SqlValue | SqlPiece;
/** All but a part stand for one value each. */
export type SqlSingle = Exclude<SqlInput, { piece: "part" }>;

/**
 * Statements as tagged templates, in words that SQLite and PostgreSQL both accept: sql.all`… WHERE "id" = ${id}`. Each
 * `${}` is a value, never text of the statement. They are prepared once, which costs a fraction of what Prisma does for
 * each of its statements (decision 016).
 */
export type Sql = ReadSql & {
  /** Resolves to how many rows were changed. */
  run(texts: TemplateStringsArray, ...inputs: SqlInput[]): Promise<number>;
};
export type ReadSql = {
  all<Row>(texts: TemplateStringsArray, ...inputs: SqlInput[]): Promise<Row[]>;
};

/** A part of a statement, with its values, to be put into a statement where a value could stand. */
export function sqlPart(texts: TemplateStringsArray, ...values: SqlInput[]): SqlPiece {
  return { piece: "part", texts, values };
}

/** Parts one after the other. */
export function sqlJoin(parts: readonly SqlPiece[], separator: " OR " | " AND " | ", "): SqlPiece {
  const texts = ["", ...parts.slice(1).map(() => separator), ""];
  return { piece: "part", texts: parts.length === 0 ? [""] : texts, values: parts };
}

/** The names of columns or of a table, quoted, with commas. */
export function sqlNames(names: readonly string[]): SqlPiece {
  const odd = names.find((name) => !/^\w+$/.test(name));
  if (odd !== undefined) throw new Error(`No column or table is called ${odd}.`);
  return { piece: "part", texts: [names.map((name) => `"${name}"`).join(", ")], values: [] };
}

/** What stands after IN, for a list of any length: it is one value, whereas a statement has a bound for its values. */
export function sqlList(values: readonly string[]): SqlPiece {
  return { piece: "list", values };
}

/** What stands after a column: that it contains these words, whose `%` and `_` mean themselves, in capitals or not. */
export function sqlContains(words: string): SqlPiece {
  return { piece: "contains", words };
}

/** How an engine writes what the two write differently. */
export type SqlWords = {
  /** The place of the value at this position, counted from 1. */
  placeholder(position: number): string;
  list(placeholder: string): string;
  listValue(values: readonly string[]): SqlValue;
  /** The value is a pattern of LIKE, whose escape is a backslash. */
  contains(placeholder: string): string;
};

function isPiece(input: SqlInput): input is SqlPiece {
  return typeof input === "object" && input !== null && "piece" in input;
}

/**
 * Tells apart the texts that one template can have, by its inputs: one that is always the same needs putting together
 * only once. Null where a part brings text of its own.
 */
export function shapeOf(inputs: readonly SqlInput[]): string | null {
  let shape = "";
  for (let at = 0; at < inputs.length; at += 1) {
    const input = inputs[at] as SqlInput;
    if (!isPiece(input)) continue;
    if (input.piece === "part") return null;
    shape += `${at}${input.piece} `;
  }
  return shape;
}

/** The value that an input stands for. */
export function singleValue(input: SqlSingle, words: SqlWords): SqlValue {
  if (!isPiece(input)) return input;
  if (input.piece === "list") return words.listValue(input.values);
  return `%${input.words.replace(/[\\%_]/g, "\\$&")}%`;
}

/** The text of a statement and the values of its placeholders. */
export function compileSql(texts: readonly string[], inputs: readonly SqlInput[], words: SqlWords) {
  const values: SqlValue[] = [];
  const write = (input: SqlInput): string => {
    if (isPiece(input) && input.piece === "part") return weave(input.texts, input.values);
    const placeholder = words.placeholder(values.push(singleValue(input, words)));
    return isPiece(input) ? words[input.piece](placeholder) : placeholder;
  };
  const weave = (texts: readonly string[], inputs: readonly SqlInput[]): string =>
    texts.map((text, at) => (at < inputs.length ? text + write(inputs[at] as SqlInput) : text)).join("");
  return { text: weave(texts, inputs), values };
}
