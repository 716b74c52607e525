// npm test runs everything; npm run test:unit and the like run one suite and pass further arguments to its runner. The
// last lines name each test that failed, of whatever suite, and the very last counts what the runners have reported. A
// runner that crashed or left no report counts as a failure.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { ensureChromium, ensureEngines, HOW_TO_GET_ENGINES } from "./steps/browsers.mjs";
import { build } from "./steps/build.mjs";
import { bin, node } from "./steps/command.mjs";
import { makeReady } from "./steps/prepare.mjs";
import { afterSecondTry, besideReport, count, listFailedFiles, listFailures } from "./steps/reports.mjs";
import { root, run, StepError, say } from "./steps/run.mjs";
import { startSoketi } from "./steps/soketi.mjs";

const HOW_TO_GET_SCALE =
  "several machines are tested where Redis and nginx are: apt-get install redis-server nginx-light";

const SUITES = {
  unit: vitest,
  api: vitest,
  functions: vitest,
  faults: vitest,
  postgresql: vitest,
  "api-postgresql": vitestOnPostgresql,
  "faults-postgresql": vitestOnPostgresql,
  e2e: playwright,
  engines: vitestWithEngines,
  soketi: vitestWithSoketi,
  scale: vitest,
};
/** Suites that wait more than they compute, each with those that run beside it, in turn, on the core that they leave idle. */
const BESIDE = { faults: ["functions", "soketi", "scale"], "faults-postgresql": ["postgresql"] };
/** The suites that need what a machine may lack, and where that is to be had. What needs it is skipped without it. */
const MAY_BE_SKIPPED = { engines: HOW_TO_GET_ENGINES, scale: HOW_TO_GET_SCALE };
/** Two lines each, so that all of them and the counts are among the last hundred lines. */
const NAMED_FAILURES_MAX = 40;
/** So many files of a suite may get a second try: a fault of the product fails more of them, or fails again. */
const SECOND_TRY_MAX_FILES = 3;
const [only, ...more] = process.argv.slice(2);

await run(async () => {
  if (only && !(only in SUITES)) throw new StepError(`There is no suite ${only}: ${Object.keys(SUITES).join(", ")}.`);
  const suites = only ? [only] : Object.keys(SUITES);
  await makeReady();
  if (suites.some((suite) => suite !== "unit")) await build();
  const results = new Map();
  const test = async (suite, how) => results.set(suite, { suite, ...(await runSuite(suite, how)) });
  const inTurn = async (beside = []) => {
    for (const suite of beside) await test(suite, "late");
  };
  for (const suite of suites.filter((suite) => only || !Object.values(BESIDE).flat().includes(suite)))
    await Promise.all([test(suite), !only && inTurn(BESIDE[suite])]);
  summarise(suites.map((suite) => results.get(suite)));
});

/**
 * Runs one suite and reads its runner's report. The few files of Vitest that failed get a second try, like tests of
 * Playwright. With "late", the runner's output is shown when it has ended, because another runner writes meanwhile.
 */
async function runSuite(suite, how) {
  say(`Testing: ${suite}${how === "late" ? ", beside another suite" : ""}.`);
  const started = Date.now();
  const first = await tryOnce(suite, suite, more, how);
  const files = first.runner === "vitest" ? listFailedFiles(first.report) : [];
  const isSmall = files.length > 0 && files.length <= SECOND_TRY_MAX_FILES;
  if (isSmall) say(`Testing once more what failed of ${suite}: ${files.join(", ")}.`);
  const counts = isSmall ? afterSecondTry(first, await tryOnce(suite, `${suite}-again`, files, how)) : first;
  return { ...counts, seconds: Math.round((Date.now() - started) / 1000) };
}

async function tryOnce(suite, name, args, how) {
  const report = path.join(root, "reports", `${name}.json`);
  mkdirSync(path.dirname(report), { recursive: true });
  for (const file of [report, besideReport(report)]) rmSync(file, { force: true });
  const runner = SUITES[suite] === playwright ? "playwright" : "vitest";
  const counts = await SUITES[suite](suite, report, args, how).then(
    (code) => count(runner, report, code, suite in MAY_BE_SKIPPED),
    (error) => ({ passed: 0, failed: 1, skipped: 0, note: error instanceof StepError ? error.message : error.stack }),
  );
  if (suite in MAY_BE_SKIPPED && counts.skipped > 0)
    counts.note = [counts.note, MAY_BE_SKIPPED[suite]].filter(Boolean).join("; ");
  return { ...counts, runner, report, failures: listFailures(runner, report) };
}

function vitest(suite, report, args, how, settings = {}) {
  const failures = path.join(root, "scripts", "steps", "failures-reporter.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`, `--reporter=${failures}`];
  const env = { ...process.env, ...settings, FAILURES_REPORT: besideReport(report) };
  return node(bin("vitest"), ["run", "--project", suite, ...reporters, ...args], env, how);
}

async function playwright(_suite, report, args) {
  await ensureChromium();
  return node(bin("@playwright/test", "playwright"), ["test", ...args], { ...process.env, E2E_REPORT: report });
}

/** Where a browser is missing and cannot be installed, its tests are skipped, and the summary says how to get it. */
async function vitestWithEngines(suite, report, args) {
  await ensureEngines();
  return vitest(suite, report, args);
}

/** What is about SQLite alone does not run here, and it is said what and why. */
async function vitestOnPostgresql(suite, report, args) {
  const { files, tests } = JSON.parse(readFileSync(path.join(root, "tests", "postgresql", "left-out.json"), "utf8"));
  const folders = suite === "faults-postgresql" ? /^tests\/faults\// : /^tests\/(api|live)\//;
  const named = Object.entries(tests).flatMap(([file, reasons]) =>
    Object.entries(reasons).map(([name, reason]) => [`${file} > ${name}`, reason]),
  );
  for (const [name, reason] of [...Object.entries(files), ...named])
    if (folders.test(name)) say(`Left out on PostgreSQL: ${name} (${reason}).`);
  return vitest(suite, report, args);
}

async function vitestWithSoketi(suite, report, args, how) {
  const soketi = await startSoketi();
  try {
    return await vitest(suite, report, args, how, { TEST_SOKETI: JSON.stringify(soketi.settings) });
  } finally {
    soketi.stop();
  }
}

/** Names what failed at the end, because a log of CI may show no more than its last hundred lines. */
function summarise(results) {
  console.log("");
  const failures = results.flatMap(({ suite, failures }) => failures.map((failure) => ({ suite, ...failure })));
  for (const { suite, name, error, isFlaky } of failures.slice(0, NAMED_FAILURES_MAX))
    console.log(`${isFlaky ? "FLAKY" : "FAILED"} ${suite}: ${name}\n    ${error}`);
  if (failures.length > NAMED_FAILURES_MAX) console.log(`and ${failures.length - NAMED_FAILURES_MAX} more, see above`);
  for (const { suite, passed, failed, skipped, seconds, note } of results)
    say(`${suite}: ${passed} passed, ${failed} failed, ${skipped} skipped in ${seconds} s${note ? ` (${note})` : ""}`);
  const sum = (what) => results.reduce((total, result) => total + result[what], 0);
  console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
  process.exitCode = sum("failed") === 0 ? 0 : 1;
}
