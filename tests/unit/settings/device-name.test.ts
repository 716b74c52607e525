import { expect, test } from "vitest";
import { describeDevice } from "../../../components/settings/device-name.ts";

const BROWSERS: [string, string, string][] = [
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux", "computer"],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0",
    "Edge on Windows",
    "computer",
  ],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Safari/605.1.15",
    "Safari on macOS",
    "computer",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Mobile/15E148 Safari/604.1",
    "Safari on iPhone",
    "phone",
  ],
  [
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
    "Chrome on Android",
    "phone",
  ],
  [
    "Mozilla/5.0 (Linux; Android 14; SM-X710) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Safari/537.36",
    "Samsung Internet on Android",
    "tablet",
  ],
  ["", "Unknown browser", "computer"],
];

test.each(BROWSERS)("ada recognises her device by %j", (userAgent, name, type) => {
  expect(describeDevice(userAgent, "BROWSER")).toEqual({ name, type });
});

test("a token is named after the program that asked for it", () => {
  expect(describeDevice("curl/8.5.0", "TOKEN")).toEqual({ name: "Program: curl", type: "program" });
  expect(describeDevice("", "TOKEN")).toEqual({ name: "Program", type: "program" });
});
