// Runs Lighthouse's mobile preset on one page: `node run.mjs URL COOKIE CHROMIUM [FLAGS…]`. The result is written to
// stdout as JSON.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [url, cookie, chromePath, ...flags] = process.argv.slice(2);
const chrome = await launch({ chromePath, chromeFlags: ["--headless=new", ...flags] });
try {
  const result = await lighthouse(url, {
    port: chrome.port,
    output: "json",
    logLevel: "silent",
    onlyCategories: ["performance", "accessibility", "best-practices"],
    extraHeaders: { Cookie: cookie },
    disableStorageReset: true,
  });
  const { categories, audits, finalDisplayedUrl, runtimeError } = result.lhr;
  if (runtimeError) throw new Error(runtimeError.message);
  const score = (name) => Math.round(categories[name].score * 100);
  const failed = Object.values(categories).flatMap(({ auditRefs }) =>
    auditRefs.filter(({ id, weight }) => weight > 0 && (audits[id].score ?? 1) < 0.9).map(({ id }) => id),
  );
  console.log(
    JSON.stringify({
      url: finalDisplayedUrl,
      lcpMs: audits["largest-contentful-paint"].numericValue,
      cls: audits["cumulative-layout-shift"].numericValue,
      performance: score("performance"),
      accessibility: score("accessibility"),
      bestPractices: score("best-practices"),
      failed,
    }),
  );
} finally {
  chrome.kill();
}
