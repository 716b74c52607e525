// Runs before each test file of the suites api-postgresql and faults-postgresql: from here on startServer keeps the data
// of every server in a PostgreSQL database of its own. A test that is about SQLite's file is left out with its reason.
import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, inject } from "vitest";

process.env.TEST_POSTGRESQL_TEMPLATE = inject("template");

const { tests } = JSON.parse(readFileSync("tests/postgresql/left-out.json", "utf8")) as {
  tests: Record<string, Record<string, string>>;
};

beforeEach(({ task, skip }) => {
  const reason = tests[path.relative(process.cwd(), task.file.filepath)]?.[task.fullTestName];
  if (reason) skip(reason);
});
