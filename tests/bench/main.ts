// npm run bench: runs the named scenarios, or all of them, and prints their results. A full run is also written into
// docs/benchmark.md.
import { writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { budgetsOf } from "./budgets.ts";
import { drawChart } from "./report/chart.ts";
import { toDocument } from "./report/document.ts";
import { printBudgets, printSection } from "./report/print.ts";
import { chatList } from "./scenarios/chat-list.ts";
import { closedLoop } from "./scenarios/closed-loop.ts";
import { functions } from "./scenarios/functions.ts";
import { history } from "./scenarios/history.ts";
import { idle } from "./scenarios/idle.ts";
import { reactions } from "./scenarios/reactions.ts";
import { requests } from "./scenarios/requests.ts";
import { roomPage } from "./scenarios/room-page.ts";
import { roomOf200, roomOf1000, roomOf5000, saturation } from "./scenarios/rooms.ts";
import { scale } from "./scenarios/scale.ts";
import { search, searchMillion, searchMillionOnPostgresql } from "./scenarios/search.ts";
import { startUp } from "./scenarios/start-up.ts";
import { twoPeople } from "./scenarios/two-people.ts";
import { uploads } from "./scenarios/uploads.ts";
import type { Effort, Scenario, Section } from "./support/types.ts";

const SCENARIOS: Record<string, Scenario> = {
  "two-people": twoPeople,
  "room-200": roomOf200,
  "room-1000": roomOf1000,
  "room-5000": roomOf5000,
  saturation,
  "closed-loop": closedLoop,
  idle,
  history,
  reactions,
  requests,
  "chat-list": chatList,
  uploads,
  search,
  "search-million": searchMillion,
  "search-million-postgresql": searchMillionOnPostgresql,
  "room-page": roomPage,
  "start-up": startUp,
  scale,
  functions,
};

const quick = process.argv.includes("--quick");
const effort: Effort = quick ? { quick, seconds: 2, warmUpSeconds: 1 } : { quick, seconds: 10, warmUpSeconds: 2 };
const asked = process.argv.slice(2).filter((name) => !name.startsWith("--"));
const unknown = asked.filter((name) => !(name in SCENARIOS));
if (unknown.length > 0) {
  console.error(`There is no scenario ${unknown.join(", ")}: ${Object.keys(SCENARIOS).join(", ")}.`);
  process.exit(1);
}

const [loadBefore = 0] = loadavg();
const sections: Record<string, Section> = {};
for (const name of asked.length > 0 ? asked : Object.keys(SCENARIOS)) {
  sections[name] = await (SCENARIOS[name] as Scenario)(effort);
  printSection(sections[name]);
}

const budgets = budgetsOf(sections);
printBudgets(budgets);
const wrong = Object.values(sections).flatMap((section) => section.rows.map((row) => row.values.wrong ?? 0));
const total = wrong.reduce((sum, one) => sum + one, 0);
if (total > 0) {
  console.error(`${total} deliveries were lost, double or out of order.`);
  process.exit(1);
}
if (!quick && asked.length === 0) {
  writeFileSync("docs/benchmark.md", toDocument(Object.values(sections), budgets, loadBefore));
  writeFileSync("docs/benchmark.svg", drawChart(budgets));
  console.log("Written into docs/benchmark.md and docs/benchmark.svg.");
}
process.exit(0);
