import type { IndexWriter } from "./search-index.ts";

/** A parameter of a statement. Dates and booleans are converted as Prisma converts them. */
export type SqlValue = string | number | boolean | null | Date | Uint8Array;

/**
 * A part of a statement in the place of a single value. The pieces are plain objects instead of classes, because inside
 * Next the copy of this module that makes a piece is often not the copy that reads it.
 */
export type SqlPiece =
  | { piece: "part"; texts: readonly string[]; values: readonly SqlInput[] }
  | { piece: "list"; values: readonly string[] }
  | { piece: "contains"; words: string }
  | { piece: "now" };

export type SqlInput = SqlValue | SqlPiece;
/** An input that stands for exactly one value; a part and the time do not. */
export type SqlSingle = Exclude<SqlInput, { piece: "part" | "now" }>;

/**
 * Statements as tagged templates, in SQL that SQLite and PostgreSQL both accept: sql.all`… WHERE "id" = ${id}`. Each
 * `${}` is a parameter, never text of the statement. Statements are prepared once, which costs a fraction of what
 * Prisma does per statement (decision 016).
 */
export type Sql = StatementSql & IndexWriter;
export type ReadSql = {
  all<Row>(texts: TemplateStringsArray, ...inputs: SqlInput[]): Promise<Row[]>;
};
export type StatementSql = ReadSql & {
  /** Resolves to the number of changed rows. */
  run(texts: TemplateStringsArray, ...inputs: SqlInput[]): Promise<number>;
};

/** Makes a part of a statement, with its parameters, that can be inserted into a statement. */
export function sqlPart(texts: TemplateStringsArray, ...values: SqlInput[]): SqlPiece {
  return { piece: "part", texts, values };
}

/** Concatenates parts with a separator. */
export function sqlJoin(parts: readonly SqlPiece[], separator: " OR " | " AND " | ", "): SqlPiece {
  const texts = ["", ...parts.slice(1).map(() => separator), ""];
  return { piece: "part", texts: parts.length === 0 ? [""] : texts, values: parts };
}

/** Makes a quoted, comma-separated list of column or table names. */
export function sqlNames(names: readonly string[]): SqlPiece {
  const invalid = names.find((name) => !/^\w+$/.test(name));
  if (invalid !== undefined) throw new Error(`No column or table is called ${invalid}.`);
  return { piece: "part", texts: [names.map((name) => `"${name}"`).join(", ")], values: [] };
}

/** Makes a list of columns of the table with this alias, each called by its name with `prefix` before it. */
export function sqlColumns(alias: string, names: readonly string[], prefix = ""): SqlPiece {
  const invalid = [alias, prefix, ...names].find((name) => !/^\w*$/.test(name));
  if (invalid !== undefined) throw new Error(`No column or table is called ${invalid}.`);
  return {
    piece: "part",
    texts: [names.map((name) => `${alias}."${name}" AS "${prefix}${name}"`).join(", ")],
    values: [],
  };
}

/**
 * Makes the operand of IN for a list of any length. The list is one parameter, because the number of parameters is
 * limited.
 */
export function sqlList(values: readonly string[]): SqlPiece {
  return { piece: "list", values };
}

/** Makes a comma-separated list of numbers, each a parameter of its own: for short lists. */
export function sqlNumbers(numbers: readonly number[]): SqlPiece {
  return sqlJoin(
    numbers.map((one) => sqlPart`${one}`),
    ", ",
  );
}

/** Makes the condition that a column contains this text, ignoring case. `%` and `_` in the text are not wildcards. */
export function sqlContains(words: string): SqlPiece {
  return { piece: "contains", words };
}

/**
 * The time by the database's clock, in milliseconds since 1970: the same in all of a statement, and for all processes.
 */
export const sqlNow: SqlPiece = { piece: "now" };

/** How an engine writes what SQLite and PostgreSQL write differently. */
export type SqlWords = {
  /** The placeholder of the parameter at this position, counted from 1. */
  placeholder(position: number): string;
  list(placeholder: string): string;
  listValue(values: readonly string[]): SqlValue;
  /** The parameter is a pattern of LIKE with a backslash as its escape. */
  contains(placeholder: string): string;
  now: string;
};

function isPiece(input: SqlInput): input is SqlPiece {
  return typeof input === "object" && input !== null && "piece" in input;
}

/**
 * Returns a key for the texts that one template can produce with these inputs, so that a text is built only once.
 * Returns null when an input brings text of its own.
 */
export function shapeOf(inputs: readonly SqlInput[]): string | null {
  let shape = "";
  for (let at = 0; at < inputs.length; at += 1) {
    const input = inputs[at] as SqlInput;
    if (!isPiece(input)) continue;
    if (input.piece === "part" || input.piece === "now") return null;
    shape += `${at}${input.piece} `;
  }
  return shape;
}

/** Returns the parameter for an input. */
export function singleValue(input: SqlSingle, words: SqlWords): SqlValue {
  if (!isPiece(input)) return input;
  if (input.piece === "list") return words.listValue(input.values);
  return `%${input.words.replace(/[\\%_]/g, "\\$&")}%`;
}

/** Returns the text of a statement and its parameters in order. */
export function compileSql(texts: readonly string[], inputs: readonly SqlInput[], words: SqlWords) {
  const values: SqlValue[] = [];
  const write = (input: SqlInput): string => {
    if (isPiece(input) && input.piece === "part") return weave(input.texts, input.values);
    if (isPiece(input) && input.piece === "now") return words.now;
    const placeholder = words.placeholder(values.push(singleValue(input, words)));
    return isPiece(input) ? words[input.piece](placeholder) : placeholder;
  };
  const weave = (texts: readonly string[], inputs: readonly SqlInput[]): string =>
    texts.map((text, at) => (at < inputs.length ? text + write(inputs[at] as SqlInput) : text)).join("");
  return { text: weave(texts, inputs), values };
}
