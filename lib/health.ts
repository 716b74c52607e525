import "server-only";
import { getConfig } from "./config.ts";
import { write } from "./db/doors.ts";
import { log } from "./log.ts";
import { checkTransport } from "./realtime/check.ts";

type Part = "ok" | "failed";
export type Health = { status: Part; version: string; database: Part; realtime: Part };

/** A part that has not answered by then has failed. */
const ANSWER_MS = 3000;

/** Whether the database takes writes and the live server answers, asked now. */
export async function getHealth(): Promise<Health> {
  const [database, realtime] = await Promise.all([check("database", writeNothing), check("realtime", checkTransport)]);
  const status = database === "ok" && realtime === "ok" ? "ok" : "failed";
  return { status, version: getConfig().version, database, realtime };
}

/** Takes the write lock and writes, but leaves everything as it is. */
async function writeNothing(): Promise<void> {
  await write((tx) => tx.$executeRawUnsafe(`UPDATE "Room" SET "seq" = "seq" WHERE "id" = 'no room has this id'`));
}

async function check(part: string, ask: () => Promise<void>): Promise<Part> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ANSWER_MS} ms`)), ANSWER_MS);
  });
  try {
    await Promise.race([ask(), late]);
    return "ok";
  } catch (error) {
    log.error("health check failed", { part, error: String(error) });
    return "failed";
  } finally {
    clearTimeout(timer);
  }
}
