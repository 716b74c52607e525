import { cpus, totalmem } from "node:os";
import type { Budget } from "../budgets.ts";
import type { Section } from "../support/types.ts";
import { tableOf } from "./table.ts";

/** The text of docs/benchmark.md. */
export function toDocument(sections: Section[], budgets: Budget[], loadBefore: number): string {
  return [
    "# Benchmark",
    `Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}. ${machine()} Its load average before the run was ${loadBefore.toFixed(1)}: what others do meanwhile makes every number worse. How it is measured, and why so: [decision 011](decisions/011-benchmark.md).`,
    "All servers ran on this machine in the same run, one after the other, under the same load from one process of its own that shares the machine with them. Numbers in brackets are ratios to the limit that stands below the title; they say more than the numbers, which belong to this machine.",
    "![Each budget and what was measured](benchmark.svg)",
    "## Budgets",
    markdown(
      ["", "budget", "measured", ""],
      budgets.map(({ what, allowed, measured, share }) => [
        what,
        allowed,
        measured,
        share <= 1 ? "reached" : "**missed**",
      ]),
    ),
    "What a browser has to load is held by `npm test`.",
    ...sections.flatMap(sectionOf),
    "",
  ]
    .join("\n\n")
    .trimEnd()
    .concat("\n");
}

function sectionOf(section: Section): string[] {
  const { head, body } = tableOf(section);
  const limit = section.limit ? ` In brackets: the ratio to “${section.limit}”.` : "";
  return [`## ${section.title}`, section.about + limit, markdown(head, body)];
}

function markdown(head: string[], body: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  const rule = head.map((_, i) => (i === 0 ? "---" : "---:"));
  return [line(head), line(rule), ...body.map(line)].join("\n");
}

/** The machine's processors and memory, without anything that would identify it. */
function machine(): string {
  const cores = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `The machine: ${cores.length} cores (${cores[0]?.model.trim() || "unknown"}), ${gigabytes} GB of memory, ${process.platform}, Node ${process.version}.`;
}
