import { readFileSync } from "node:fs";

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

function readCounts(runner, report) {
  try {
    const data = JSON.parse(readFileSync(report, "utf8"));
    return runner === "playwright" ? countPlaywright(data) : countVitest(data);
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
