import { readFileSync } from "node:fs";
import path from "node:path";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./tests/support/longest-first.ts";

const here = (place: string) => path.resolve(import.meta.dirname, place);

/** `server-only` throws outside of Next's bundler, and tests run on the server side. */
const alias = [
  { find: /^server-only$/, replacement: here("tests/support/empty-module.ts") },
  { find: /^@\/(.*)$/, replacement: `${here(".")}/$1` },
];

/**
 * Each test file has a process of its own, because settings, doors and limits are on `globalThis`, and each has a
 * database of its own.
 */
const shared = {
  environment: "node",
  pool: "forks",
  maxWorkers: 2,
  globalSetup: "tests/support/global-setup.ts",
} as const;

/** The API, live and faults tests as they are, with every server's data in a PostgreSQL database of its own. */
const onPostgresql = {
  globalSetup: "tests/postgresql/global-setup.ts",
  setupFiles: "tests/postgresql/server-setup.ts",
  exclude: Object.keys(JSON.parse(readFileSync(here("tests/postgresql/left-out.json"), "utf8")).files),
} as const;

/** The timeouts of faults are generous, because faults take time and slowness is not what these tests look for. */
const timeouts = {
  api: { testTimeout: 120_000, hookTimeout: 120_000 },
  faults: { testTimeout: 480_000, hookTimeout: 120_000 },
};

export default defineConfig({
  resolve: { alias },
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: "unit",
          include: ["tests/unit/**/*.test.{ts,tsx}"],
          setupFiles: "tests/support/setup.ts",
          testTimeout: 15_000,
        },
      },
      {
        // What the domain promises, once more on PostgreSQL: one server for all, and a database for each file.
        extends: true,
        test: {
          ...shared,
          name: "postgresql",
          include: [
            "tests/postgresql/**/*.test.ts",
            "tests/unit/db/*.test.ts",
            "tests/unit/{accounts,activity,auth,users}/**/*.test.ts",
            "tests/unit/files/orphan-stills.test.ts",
            "tests/unit/forward/*.test.ts",
            "tests/unit/members/change-settings.test.ts",
            "tests/unit/messages/statements.test.ts",
            "tests/unit/messages/outbox/late-refusals.test.ts",
            "tests/unit/pins/pins.test.ts",
            "tests/unit/rooms/first-page.test.ts",
            "tests/unit/search/search.test.ts",
            "tests/unit/threads/*.test.ts",
          ],
          globalSetup: "tests/postgresql/global-setup.ts",
          setupFiles: "tests/postgresql/setup.ts",
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // The functions of the build, as a host without server.ts runs them. One file at a time: each is several processes.
        extends: true,
        test: {
          ...shared,
          ...timeouts.api,
          name: "functions",
          include: ["tests/functions/**/*.test.ts"],
          globalSetup: "tests/functions/global-setup.ts",
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          ...timeouts.api,
          name: "api",
          include: ["tests/{api,live}/**/*.test.ts"],
          // A test waits for its server, and the server for the disk: a third keeps two cores at work.
          maxWorkers: 3,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          ...timeouts.api,
          ...onPostgresql,
          name: "api-postgresql",
          include: ["tests/{api,live}/**/*.test.ts"],
          // A test waits for its server, and the server for the disk: a third keeps two cores at work.
          maxWorkers: 3,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          ...timeouts.faults,
          name: "faults",
          include: ["tests/faults/**/*.test.ts"],
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          ...timeouts.faults,
          ...onPostgresql,
          name: "faults-postgresql",
          include: ["tests/faults/**/*.test.ts"],
        },
      },
      {
        // One test file runs at a time, because each starts a browser and a server on two cores.
        extends: true,
        test: {
          ...shared,
          ...timeouts.api,
          name: "engines",
          include: ["tests/engines/**/*.test.ts"],
          fileParallelism: false,
        },
      },
      {
        // Two Parley, two Soketi, PostgreSQL, Redis and nginx, started once: all files share one process and run in turn.
        extends: true,
        test: {
          ...shared,
          ...timeouts.api,
          name: "scale",
          include: ["tests/scale/**/*.test.ts"],
          isolate: false,
          maxWorkers: 1,
          fileParallelism: false,
        },
      },
      {
        // Runs the live tests against a real Soketi; scripts/test.mjs starts it and sets PUSHER_*.
        extends: true,
        test: {
          ...shared,
          ...timeouts.api,
          name: "soketi",
          include: ["tests/live/**/*.test.ts"],
        },
      },
    ],
  },
});
