import { defineConfig, devices } from "@playwright/test";
import { chromiumFlags, systemChromium } from "./tests/support/chromium.mjs";

export default defineConfig({
  testDir: "tests/e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  fullyParallel: false,
  // A test waits for what it looks at; a third keeps two cores at work.
  workers: 3,
  // The summary of npm test names the tests that needed a second try, because the test or the product has a bug then.
  retries: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["json", { outputFile: process.env.E2E_REPORT ?? "reports/e2e.json" }]],
  globalSetup: "./tests/support/e2e-server.ts",
  use: {
    baseURL: process.env.E2E_URL, // The address is set by e2e-server.ts.
    locale: "en-GB",
    timezoneId: "Europe/London",
    // Recording every test would cost as much as the tests.
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
