// The order matters: Edge and Opera also say Chrome, and Chrome also says Safari.
const BROWSERS: [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, "Edge"],
  [/\b(?:OPR|OPT|Opera)\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bVivaldi\//, "Vivaldi"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:Chrome|CriOS|HeadlessChrome|Chromium)\//, "Chrome"],
  [/\bVersion\/[\d.]+.*\bSafari\//, "Safari"],
];

const SYSTEMS: [RegExp, string, "phone" | "tablet" | "computer"][] = [
  [/\biPhone\b/, "iPhone", "phone"],
  [/\biPad\b/, "iPad", "tablet"],
  [/\bAndroid\b(?=.*\bMobile\b)/, "Android", "phone"],
  [/\bAndroid\b/, "Android", "tablet"],
  [/\bWindows\b/, "Windows", "computer"],
  [/\bCrOS\b/, "ChromeOS", "computer"],
  [/\bMac OS X\b|\bMacintosh\b/, "macOS", "computer"],
  [/\bLinux\b|\bX11\b/, "Linux", "computer"],
];

export type Device = { name: string; type: "phone" | "tablet" | "computer" | "program" };

/** A User-Agent header in words: "Firefox on Linux", "Chrome on iPhone", or a program's own name. */
export function describeDevice(userAgent: string, kind: "BROWSER" | "TOKEN"): Device {
  const browser = BROWSERS.find(([pattern]) => pattern.test(userAgent))?.[1];
  const system = SYSTEMS.find(([pattern]) => pattern.test(userAgent));
  if (kind === "TOKEN" && !browser) {
    const program = /^[\w.-]+/.exec(userAgent)?.[0];
    return { name: program ? `Program: ${program}` : "Program", type: "program" };
  }
  const name = browser && system ? `${browser} on ${system[1]}` : (browser ?? system?.[1] ?? "Unknown browser");
  return { name, type: system?.[2] ?? "computer" };
}
