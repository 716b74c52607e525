import path from "node:path";
import { defineConfig } from "vitest/config";

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

export default defineConfig({
  resolve: { alias },
  test: {
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
            "tests/unit/{accounts,auth,users}/**/*.test.ts",
            "tests/unit/rooms/first-page.test.ts",
            "tests/unit/messages/outbox/late-refusals.test.ts",
          ],
          globalSetup: "tests/postgresql/global-setup.ts",
          setupFiles: "tests/postgresql/setup.ts",
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: "api",
          include: ["tests/{api,live}/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        // The timeouts are generous, because faults take time and slowness is not what these tests look for.
        extends: true,
        test: {
          ...shared,
          name: "faults",
          include: ["tests/faults/**/*.test.ts"],
          testTimeout: 480_000,
          hookTimeout: 120_000,
        },
      },
      {
        // One test file runs at a time, because each starts a browser and a server on two cores.
        extends: true,
        test: {
          ...shared,
          name: "engines",
          include: ["tests/engines/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        // Runs the live tests against a real Soketi; scripts/test.mjs starts it and sets PUSHER_*.
        extends: true,
        test: {
          ...shared,
          name: "soketi",
          include: ["tests/live/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
