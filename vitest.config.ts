import path from "node:path";
import { defineConfig } from "vitest/config";

const here = (place: string) => path.resolve(import.meta.dirname, place);

/** `server-only` throws outside Next's bundler; tests are on the server. */
const alias = [
  { find: /^server-only$/, replacement: here("tests/support/empty-module.ts") },
  { find: /^@\/(.*)$/, replacement: `${here(".")}/$1` },
];

/** One process per file: settings, doors and limits hang on `globalThis`, and each file has a database of its own. */
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
        // Generous, because a fault takes its time: what is slow is not what is wrong here.
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
        // One at a time: a browser of its own, with its server, on two cores.
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
        // The live tests once more, against a real Soketi: scripts/test.mjs starts it and sets PUSHER_*.
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
