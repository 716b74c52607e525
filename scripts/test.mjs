// npm test runs everything; npm run test:unit and the like run one suite and pass further arguments to its runner. The
// last line counts what the runners have reported. A runner that crashed or left no report counts as a failure.
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { ensureChromium, ensureEngines, HOW_TO_GET_ENGINES } from "./steps/browsers.mjs";
import { build } from "./steps/build.mjs";
import { bin, node } from "./steps/command.mjs";
import { makeReady } from "./steps/prepare.mjs";
import { count } from "./steps/reports.mjs";
import { root, run, StepError, say } from "./steps/run.mjs";
import { startSoketi } from "./steps/soketi.mjs";

const SUITES = {
  unit: vitest,
  api: vitest,
  postgresql: vitest,
  faults: vitest,
  e2e: playwright,
  engines: vitestWithEngines,
  soketi: vitestWithSoketi,
};
const [only, ...more] = process.argv.slice(2);

await run(async () => {
  if (only && !(only in SUITES)) throw new StepError(`There is no suite ${only}: ${Object.keys(SUITES).join(", ")}.`);
  const suites = only ? [only] : Object.keys(SUITES);
  await makeReady();
  if (suites.some((suite) => suite !== "unit")) await build();
  const results = [];
  for (const suite of suites) results.push({ suite, ...(await runSuite(suite)) });
  summarise(results);
});

/** Runs one suite and reads its runner's report. */
async function runSuite(suite) {
  say(`Testing: ${suite}.`);
  const report = path.join(root, "reports", `${suite}.json`);
  mkdirSync(path.dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const started = Date.now();
  const counts = await SUITES[suite](suite, report).then(
    (code) => count(suite === "e2e" ? "playwright" : "vitest", report, code, suite === "engines"),
    (error) => ({ passed: 0, failed: 1, skipped: 0, note: error instanceof StepError ? error.message : error.stack }),
  );
  if (suite === "engines" && counts.skipped > 0)
    counts.note = [counts.note, HOW_TO_GET_ENGINES].filter(Boolean).join("; ");
  return { ...counts, seconds: Math.round((Date.now() - started) / 1000) };
}

function vitest(suite, report) {
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  return node(bin("vitest"), ["run", "--project", suite, ...reporters, ...more]);
}

async function playwright(_suite, report) {
  await ensureChromium();
  return node(bin("@playwright/test", "playwright"), ["test", ...more], { ...process.env, E2E_REPORT: report });
}

/** Where a browser is missing and cannot be installed, its tests are skipped, and the summary says how to get it. */
async function vitestWithEngines(suite, report) {
  await ensureEngines();
  return vitest(suite, report);
}

async function vitestWithSoketi(suite, report) {
  const soketi = await startSoketi();
  process.env.TEST_SOKETI = JSON.stringify(soketi.settings);
  try {
    return await vitest(suite, report);
  } finally {
    delete process.env.TEST_SOKETI;
    soketi.stop();
  }
}

function summarise(results) {
  console.log("");
  for (const { suite, passed, failed, skipped, seconds, note } of results)
    say(`${suite}: ${passed} passed, ${failed} failed, ${skipped} skipped in ${seconds} s${note ? ` (${note})` : ""}`);
  const sum = (what) => results.reduce((total, result) => total + result[what], 0);
  console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
  process.exitCode = sum("failed") === 0 ? 0 : 1;
}
