/**
 * The environment of a server in whose process `code` runs at its start: for faults and looks that nobody outside can
 * have. Signals reach it: `process.on("SIGUSR2", …)`.
 */
export function runAtStart(code: string): Record<string, string> {
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` };
}
