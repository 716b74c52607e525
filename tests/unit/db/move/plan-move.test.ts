import { describe, expect, test } from "vitest";
import { planMove } from "@/lib/db/move/plan-move.ts";
import { MoveRefusal } from "@/lib/db/move/refusal.ts";
import { RowDigest } from "@/lib/db/move/row-digest.ts";
import type { Column, Row, Table } from "@/lib/db/move/table-store.ts";

const ID: Column = { name: "id", kind: "text" };
const AT: Column = { name: "at", kind: "date" };
const table = (name: string, references: string[] = [], columns = [ID, AT]): Table => ({ name, columns, references });

describe("the plan of a move", () => {
  test("copies each table after those that it points to", () => {
    const tables = [table("Mention", ["User", "Message"]), table("Message", ["User"]), table("User")];
    expect(planMove(tables, [...tables].reverse()).map(({ name }) => name)).toEqual(["User", "Message", "Mention"]);
  });

  test("takes columns in whatever order the other database has them", () => {
    expect(planMove([table("User")], [table("User", [], [AT, ID])])).toHaveLength(1);
  });

  test("leaves leases and counts of limits, whichever database has them", () => {
    const left = [table("Lease"), table("RateWindow", [], [{ name: "key", kind: "unknown: citext" }])];
    expect(planMove([table("User"), ...left], [table("User")])).toEqual([table("User")]);
    expect(planMove([table("User")], [...left, table("User")])).toEqual([table("User")]);
  });

  test.each<[string, Table[], Table[]]>([
    ["a table that the target lacks", [table("User"), table("Poll")], [table("User")]],
    ["a table that the source lacks", [table("User")], [table("User"), table("Poll")]],
    ["a column that the target lacks", [table("User")], [table("User", [], [ID])]],
    ["a column that is something else there", [table("User")], [table("User", [], [ID, { ...AT, kind: "text" }])]],
    ["a type that it does not know", ...same(table("User", [], [{ name: "id", kind: "unknown: tsvector" }]))],
    ["tables that point to each other", ...same(table("User", ["Room"]), table("Room", ["User"]))],
    ["a table that points to itself", ...same(table("Message", ["Message"]))],
  ])("refuses %s", (_, source, target) => {
    expect(() => planMove(source, target)).toThrow(MoveRefusal);
  });
});

function same(...tables: Table[]): [Table[], Table[]] {
  return [tables, tables];
}

describe("the digest of a table", () => {
  const digestOf = (...rows: Row[]) => {
    const digest = new RowDigest();
    digest.add(rows);
    return digest;
  };

  test("is the same in any order, and another with any other row", () => {
    const [ada, grace]: [Row, Row] = [
      ["ada", "1"],
      ["grace", null],
    ];
    expect(digestOf(ada, grace).equals(digestOf(grace, ada))).toBe(true);
    for (const other of [
      ["grace", ""],
      ["grace", "null"],
      ["gracE", null],
      [null, "grace"],
      ["ada", "1"],
    ] satisfies Row[])
      expect(digestOf(ada, grace).equals(digestOf(ada, other))).toBe(false);
  });

  test("counts rows that are alike", () => {
    expect(digestOf(["ada"]).equals(digestOf(["ada"], ["ada"]))).toBe(false);
  });
});
