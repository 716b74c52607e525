/** Runs once in Next's own module graph, before its first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { start } = await import("./lib/start.ts");
    await start();
  }
}
