import { COLUMNS, type Column, type Row, type Section } from "../support/types.ts";

/** The section's table as text: a row for each server, and each number with its ratio to the limit's. */
export function tableOf(section: Section): { head: string[]; body: string[][] } {
  const columns = (Object.keys(COLUMNS) as Column[]).filter((column) =>
    section.rows.some(({ values }) => values[column] !== undefined),
  );
  const limit = section.rows.find(({ name }) => name === section.limit);
  return {
    head: ["", ...columns.map(headOf)],
    body: section.rows.map((row) => [row.name, ...columns.map((column) => cell(row, limit, column))]),
  };
}

function headOf(column: Column): string {
  const { label, unit } = COLUMNS[column];
  return unit ? `${label}, ${unit}` : label;
}

function cell(row: Row, limit: Row | undefined, column: Column): string {
  const value = row.values[column];
  if (value === undefined) return "–";
  const number = value.toLocaleString("en", {
    minimumFractionDigits: COLUMNS[column].digits,
    maximumFractionDigits: COLUMNS[column].digits,
  });
  const base = limit?.values[column];
  const comparable = base && row !== limit && column !== "frameBytes" && column !== "wrong";
  return comparable ? `${number} (${(value / base).toFixed(2)}×)` : number;
}
