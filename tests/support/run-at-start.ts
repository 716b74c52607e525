/**
 * The environment of a server that runs `code` in its process at its start, for faults and measurements that are
 * impossible from outside. The code can listen for signals: `process.on("SIGUSR2", …)`.
 */
export function runAtStart(code: string): Record<string, string> {
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` };
}
