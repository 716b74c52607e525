/** Next calls this once in its own module graph, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { start } = await import("./lib/start.ts");
    await start();
  }
}
