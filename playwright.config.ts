import { defineConfig, devices } from "@playwright/test";
import { chromiumFlags, systemChromium } from "./tests/support/chromium.mjs";

export default defineConfig({
  testDir: "tests/e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  fullyParallel: false,
  workers: 2,
  // The summary of npm test names how many needed it: such a test has a bug, or the product has.
  retries: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["json", { outputFile: process.env.E2E_REPORT ?? "reports/e2e.json" }]],
  globalSetup: "./tests/support/e2e-server.ts",
  use: {
    baseURL: process.env.E2E_URL, // set by e2e-server.ts
    locale: "en-GB",
    timezoneId: "Europe/London",
    // Recording every test costs as much as the test.
    trace: "on-first-retry",
    screenshot: "only-on-failure",
    launchOptions: { executablePath: systemChromium(), args: chromiumFlags() },
  },
  projects: [
    { name: "desktop", testIgnore: "**/*.phone.spec.ts", use: { ...devices["Desktop Chrome"] } },
    {
      name: "phone",
      testMatch: "**/*.phone.spec.ts",
      use: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
    },
  ],
});
