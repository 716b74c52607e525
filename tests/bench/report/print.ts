import type { Budget } from "../budgets.ts";
import type { Section } from "../support/types.ts";
import { tableOf } from "./table.ts";

export function printSection(section: Section): void {
  const { head, body } = tableOf(section);
  const widths = head.map((_, i) => Math.max(...[head, ...body].map((row) => (row[i] ?? "").length)));
  const limit = section.limit ? ` (in brackets: the ratio to ${section.limit})` : "";
  console.log(`\n${section.title}${limit}`);
  for (const row of [head, ...body])
    console.log(
      row.map((text, i) => (i === 0 ? text.padEnd(widths[i] ?? 0) : text.padStart(widths[i] ?? 0))).join("  "),
    );
}

export function printBudgets(budgets: Budget[]): void {
  console.log("\nBudgets");
  for (const { what, allowed, measured, share } of budgets)
    console.log(`${share <= 1 ? "reached" : "MISSED "}  ${what}: ${measured} (${allowed})`);
}
