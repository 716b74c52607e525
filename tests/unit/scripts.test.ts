// The scripts between a fresh clone and a running server, and between the test runners and the last line of npm test.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { bin } from "../../scripts/steps/command.mjs";
import { afterSecondTry, besideReport, count, listFailedFiles, listFailures } from "../../scripts/steps/reports.mjs";
import { hashOf } from "../../scripts/steps/stamp.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "parley-scripts-"));
afterAll(() => rmSync(folder, { recursive: true }));

function report(content: unknown): string {
  const file = path.join(folder, "report.json");
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

const vitest = (passed: number, failed: number, files: unknown[] = []) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: 2,
  numTodoTests: 0,
  testResults: files,
});

describe("the last line of npm test", () => {
  test("counts what Vitest reported", () => {
    expect(count("vitest", report(vitest(40, 0)), 0)).toEqual({ passed: 40, failed: 0, skipped: 2 });
    expect(count("vitest", report(vitest(40, 3)), 1)).toMatchObject({ passed: 40, failed: 3 });
  });

  test("counts what Playwright reported, and tells of tests that passed only at the second try", () => {
    const stats = { expected: 7, unexpected: 1, flaky: 1, skipped: 0 };
    expect(count("playwright", report({ stats, errors: [] }), 1)).toMatchObject({
      passed: 8,
      failed: 1,
      note: expect.stringContaining("1 passed only at the second try"),
    });
  });

  test("counts a file that could not be loaded as a failure", () => {
    const files = [{ status: "failed", assertionResults: [] }];
    expect(count("vitest", report(vitest(40, 0, files)), 1)).toMatchObject({ passed: 40, failed: 1 });
  });

  test.each([
    ["left no report", path.join(folder, "none.json"), 0],
    ["left half a report", "half", 0],
    ["was killed after its report", "whole", 137],
    ["ran no test", "empty", 0],
  ])("counts a runner that %s as a failure", (_, what, code) => {
    const contents: Record<string, unknown> = {
      half: '{"numPassedTests": 4',
      whole: vitest(4, 0),
      empty: vitest(0, 0),
    };
    const file = what in contents ? report(contents[what]) : what;
    expect(count("vitest", file, code)).toMatchObject({ failed: 1 });
  });
});

describe("a second try of the files that failed", () => {
  const failure = { name: "a room > is told", error: "fetch failed" };
  const first = { passed: 40, failed: 2, skipped: 1, failures: [failure] };

  test("is for files with a failed test, and for none when more than tests failed", () => {
    const name = path.resolve("tests/api/rooms.test.ts");
    const file = report(vitest(40, 1, [{ status: "failed", name, assertionResults: [{ status: "failed" }] }]));
    rmSync(besideReport(file), { force: true });
    expect(listFailedFiles(file)).toEqual([path.join("tests", "api", "rooms.test.ts")]);
    writeFileSync(besideReport(file), JSON.stringify([{ name: "outside", message: "a worker crashed" }]));
    expect(listFailedFiles(file)).toEqual([]);
    rmSync(besideReport(file));
  });

  test("makes what passes then passed, and names it", () => {
    expect(afterSecondTry(first, { passed: 23, failed: 0, skipped: 0 })).toEqual({
      passed: 42,
      failed: 0,
      skipped: 1,
      failures: [{ ...failure, isFlaky: true }],
      note: "2 passed only at the second try",
    });
  });

  test.each([
    ["fails again", { passed: 22, failed: 1, skipped: 0 }],
    ["did not run", { passed: 0, failed: 0, skipped: 0 }],
    ["ran in part", { passed: 1, failed: 0, skipped: 0 }],
  ])("leaves what %s failed", (_, second) => {
    expect(afterSecondTry(first, second)).toBe(first);
  });
});

describe("the last lines of npm test", () => {
  test("name each failed test of Vitest with its file and the first line of its error", () => {
    const passed = { ancestorTitles: [], title: "ada writes", status: "passed", failureMessages: [] };
    const failed = {
      ancestorTitles: ["a room", "of two"],
      title: "mallory cannot read it",
      status: "failed",
      failureMessages: [
        "AssertionError: expected 200 to be 404 // Object.is equality\n    at somewhere",
        "Error: after",
      ],
    };
    const lost =
      "Error: locator.waitFor: Timeout 60000ms exceeded.\nCall log:\n  - waiting for getByText('Hello')\n\n  at x";
    const late = { ...failed, ancestorTitles: [], title: "grace hears of it", failureMessages: [lost] };
    const files = [
      { name: path.resolve("tests/api/rooms.test.ts"), status: "failed", assertionResults: [passed, failed, late] },
      { name: path.resolve("tests/api/people.test.ts"), status: "passed", assertionResults: [passed] },
    ];
    expect(listFailures("vitest", report(vitest(2, 1, files)))).toEqual([
      {
        name: "tests/api/rooms.test.ts > a room > of two > mallory cannot read it",
        error: "AssertionError: expected 200 to be 404 // Object.is equality",
      },
      {
        name: "tests/api/rooms.test.ts > grace hears of it",
        error: "Error: locator.waitFor: Timeout 60000ms exceeded. Call log: - waiting for getByText('Hello')",
      },
    ]);
  });

  test("name what failed beside the tests of Vitest: a file that could not be loaded, a preparation, a loose end", () => {
    const file = report(vitest(0, 0));
    const name = "tests/api/rooms.test.ts > a room";
    writeFileSync(besideReport(file), JSON.stringify([{ name, message: "\nprepare broke\n  at x" }]));
    expect(listFailures("vitest", file)).toEqual([{ name, error: "prepare broke" }]);
    rmSync(besideReport(file));
  });

  test("name each failed test of Playwright with its project, and those that passed at the second try as such", () => {
    const of = (title: string, status: string, messages: string[]) => ({
      title,
      tests: [{ projectName: "phone", status, results: messages.map((message) => ({ errors: [{ message }] })) }],
    });
    const lost =
      "\u001b[31mError: expect(locator).toBeVisible() failed\u001b[39m\n\nLocator: getByText('Hello')\nReceived: 0";
    const covered =
      'Error: chats at 1920\n\n- Expected  - 1\n+ Received  + 3\n\n- Array []\n+ Array [\n+   "a link",\n+ ]';
    const inner = { title: "a menu", specs: [of("opens", "unexpected", [lost, "Error: second"])] };
    const specs = [
      of("closes", "flaky", ["Test timeout of 90000ms exceeded."]),
      of("fits", "flaky", [covered]),
      of("is there", "expected", []),
    ];
    const suites = [{ title: "menus.spec.ts", specs, suites: [inner] }];
    const errors = [{ message: "Error: no Chromium" }];
    const stats = { expected: 1, unexpected: 1, flaky: 1, skipped: 0 };
    expect(listFailures("playwright", report({ stats, errors, suites }))).toEqual([
      { name: "outside of any test", error: "Error: no Chromium" },
      { name: "[phone] menus.spec.ts > closes", error: "Test timeout of 90000ms exceeded.", isFlaky: true },
      {
        name: "[phone] menus.spec.ts > fits",
        error: 'Error: chats at 1920 + Array [ +   "a link", + ]',
        isFlaky: true,
      },
      {
        name: "[phone] menus.spec.ts > a menu > opens",
        error: "Error: expect(locator).toBeVisible() failed Locator: getByText('Hello')",
      },
    ]);
  });

  test("name nothing where a runner left no report, or half of one", () => {
    expect(listFailures("vitest", path.join(folder, "none.json"))).toEqual([]);
    expect(listFailures("playwright", report('{"suites": ['))).toEqual([]);
  });
});

test("counts what was skipped, and takes a suite of nothing else for a success only where a machine may lack all of it", () => {
  expect(count("vitest", report(vitest(0, 0)), 0, true)).toEqual({ passed: 0, failed: 0, skipped: 2 });
  expect(count("vitest", report(vitest(0, 0)), 0)).toMatchObject({ failed: 1, note: "no test ran" });
  expect(count("vitest", report(vitest(0, 0)), 1, true)).toMatchObject({ failed: 1 });
});

describe("the stamps that spare a step", () => {
  test("are the same for the same files and change with any of them", () => {
    const before = hashOf(["package.json", "scripts"]);
    expect(hashOf(["scripts", "package.json"])).toBe(before);
    expect(hashOf(["package.json"])).not.toBe(before);
    expect(hashOf(["package.json", "no-such-place"])).toBe(hashOf(["package.json"]));
  });
});

test("what is left out on PostgreSQL is there, by the name that it is left out by", () => {
  const leftOut = JSON.parse(readFileSync("tests/postgresql/left-out.json", "utf8")) as {
    files: Record<string, string>;
    tests: Record<string, Record<string, string>>;
  };
  for (const file of Object.keys(leftOut.files)) expect(readFileSync(file, "utf8")).toContain("test");
  for (const [file, reasons] of Object.entries(leftOut.tests))
    for (const name of Object.keys(reasons)) {
      const text = readFileSync(file, "utf8");
      for (const part of name.split(" > ")) expect(text).toContain(`("${part}"`);
    }
});

test("a command of a package is found without a shell", () => {
  expect(readFileSync(bin("@playwright/test", "playwright"), "utf8")).toContain("node");
});

test("package-lock.json lists what every package asks for on every platform, so that npm ci takes it", () => {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
  const missing = Object.entries<{ optionalDependencies?: Record<string, string> }>(packages).flatMap(([name, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((wanted) => !placesOf(name, wanted).some((place) => place in packages))
      .map((wanted) => `${name}: ${wanted}`),
  );
  expect(missing).toEqual([]);
});

/** The folders where npm may put a dependency of the package at `name`: below it, or below any folder above it. */
function placesOf(name: string, wanted: string): string[] {
  const parts = name.split("/node_modules/");
  const above = parts.map((_, index) => parts.slice(0, index + 1).join("/node_modules/"));
  return ["", ...above].map((place) => `${place ? `${place}/` : ""}node_modules/${wanted}`);
}
