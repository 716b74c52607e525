import { readFileSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { root } from "./run.mjs";

const ERROR_MAX_CHARACTERS = 300;
const SURPLUS_MAX_LINES = 4;

/**
 * The counts that a runner has written into `report`. An exit code that the report does not explain is one more
 * failure: a crash, a missing report, or a run without a test. `maySkipAll` is for a suite that needs what a machine
 * may lack.
 */
export function count(runner, report, code, maySkipAll = false) {
  const counts = readCounts(runner, report);
  if (!counts) return { passed: 0, failed: 1, skipped: 0, note: `no report (exit code ${code})` };
  const { passed, failed, skipped } = counts;
  const isSkipped = maySkipAll && skipped > 0 && code === 0;
  if (passed + failed === 0 && !isSkipped) return { ...counts, failed: 1, note: "no test ran" };
  if (code !== 0 && failed === 0)
    return { ...counts, failed: 1, note: `every test passed, yet the exit code is ${code}` };
  return counts;
}

/**
 * The tests of `report` that failed, or passed only at a second try: each with its full name and how its first error
 * begins. What is no test but failed, such as a file that could not be loaded, is among them.
 */
export function listFailures(runner, report) {
  const data = readReport(report);
  if (!data) return [];
  if (runner === "playwright") return failuresOfPlaywright(data);
  const outside = (readReport(besideReport(report)) ?? []).map(({ name, message }) => ({
    name,
    error: beginOf(message),
  }));
  return [...failuresOfVitest(data), ...outside];
}

/** The files of Vitest's `report` in which a test failed, as paths from the root; none when more than tests failed. */
export function listFailedFiles(report) {
  const data = readReport(report);
  if (!data || (readReport(besideReport(report)) ?? []).length > 0) return [];
  return data.testResults.filter(({ status }) => status === "failed").map(({ name }) => path.relative(root, name));
}

/**
 * The counts of a suite whose failed files ran a second time. What passed then counts as passed, and is named as flaky,
 * so that somebody looks at it: the machine is small and is shared by all tests. What failed again has failed.
 */
export function afterSecondTry(first, second) {
  if (second.failed > 0 || second.passed < first.failed) return first;
  const note = [first.note, `${first.failed} passed only at the second try`].filter(Boolean).join("; ");
  const failures = first.failures.map((failure) => ({ ...failure, isFlaky: true }));
  return { ...first, passed: first.passed + first.failed, failed: 0, failures, note };
}

/** Where failures-reporter.mjs writes what Vitest's own report leaves out. */
export function besideReport(report) {
  return report.replace(/\.json$/, ".outside.json");
}

function readCounts(runner, report) {
  const data = readReport(report);
  return data && (runner === "playwright" ? countPlaywright(data) : countVitest(data));
}

function readReport(report) {
  try {
    return JSON.parse(readFileSync(report, "utf8"));
  } catch {
    return null;
  }
}

function countVitest({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) {
  // A file that could not be loaded has no tests, and so is not counted among the failed ones.
  const broken = testResults.filter((file) => file.status === "failed" && !file.assertionResults.some(hasFailed));
  const failed = numFailedTests + broken.length;
  return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests };
}

function failuresOfVitest({ testResults }) {
  return testResults.flatMap((file) =>
    file.assertionResults.filter(hasFailed).map(({ ancestorTitles, title, failureMessages }) => ({
      name: [path.relative(root, file.name), ...ancestorTitles, title].join(" > "),
      error: beginOf(failureMessages[0]),
    })),
  );
}

function hasFailed(test) {
  return test.status === "failed";
}

function countPlaywright({ stats, errors }) {
  const { expected, unexpected, flaky, skipped } = stats;
  // A browser shares two cores with its server, so a second try is allowed. It is reported, so that somebody looks at
  // it.
  const note = flaky > 0 ? `${flaky} passed only at the second try, see "flaky" above` : undefined;
  return { passed: expected + flaky, failed: unexpected + errors.length, skipped, ...(note && { note }) };
}

function failuresOfPlaywright({ suites = [], errors }) {
  const outside = errors.map(({ message }) => ({ name: "outside of any test", error: beginOf(message) }));
  return [...outside, ...suites.flatMap((suite) => failuresOfSuite(suite, []))];
}

function failuresOfSuite(suite, above) {
  const names = [...above, suite.title];
  const inner = (suite.suites ?? []).flatMap((one) => failuresOfSuite(one, names));
  const own = suite.specs.flatMap((spec) =>
    spec.tests
      .filter(({ status }) => status === "unexpected" || status === "flaky")
      .map(({ status, projectName, results }) => ({
        name: `[${projectName}] ${[...names, spec.title].join(" > ")}`,
        error: beginOf(results.flatMap((result) => result.errors)[0]?.message),
        ...(status === "flaky" && { isFlaky: true }),
      })),
  );
  return [...own, ...inner];
}

/**
 * The first line of an error. Playwright says there only what failed, and in the next line where: both then. Of a list
 * that was to be another, what is too much in it.
 */
function beginOf(message) {
  const lines = stripVTControlCharacters(message ?? "no message")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const isWait = lines[1] === "Call log:";
  const first = lines.slice(0, isWait ? 3 : /(failed|exceeded\.)$/.test(lines[0] ?? "") ? 2 : 1);
  const surplus = lines.filter((line) => /^\+ (?!Received)/.test(line)).slice(0, SURPLUS_MAX_LINES);
  const begin = [...first, ...surplus].join(" ");
  return begin.slice(0, ERROR_MAX_CHARACTERS);
}
