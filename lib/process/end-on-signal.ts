import { log } from "../log.ts";

/**
 * Ends the process by `close` on SIGTERM, on SIGINT, and when its parent process is gone. It ends at once after
 * `timeoutMs` or on a second signal.
 */
export function endOnSignal(timeoutMs: number, close: () => Promise<void>): void {
  let ending = false;
  const end = async (signal: string) => {
    if (ending) process.exit(1);
    ending = true;
    log.info("Parley is stopping.", { signal });
    setTimeout(() => process.exit(0), timeoutMs).unref();
    await close();
    process.exit(0);
  };
  process.on("SIGTERM", end).on("SIGINT", end);
  process.once("disconnect", () => ending || void end("disconnect"));
}
