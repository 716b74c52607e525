/** Next calls this once in its own module graph, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { start } = await import("./lib/start.ts");
    await start();
  }
}

/**
 * Next calls this with each error of a page. Prisma's reads do not say that the database is away, so this is where the
 * process learns of it: the page becomes a 503 then.
 */
export async function onRequestError(error: unknown): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { whenAway } = await import("./lib/db/doors.ts");
    whenAway(error);
  }
}
