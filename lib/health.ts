import "server-only";
import { getConfig } from "./config.ts";
import { write } from "./db/doors.ts";
import { log } from "./log.ts";
import { getHub } from "./realtime/hub.ts";
import { getPusher, readReply } from "./realtime/pusher.ts";

type Part = "ok" | "failed";
export type Health = { status: Part; version: string; database: Part; realtime: Part };

/** A part that has not answered by then has failed. */
const ANSWER_MS = 3000;

/** Whether the database takes writes and the live server answers, asked now. */
export async function getHealth(): Promise<Health> {
  const [database, realtime] = await Promise.all([check("database", writeNothing), check("realtime", askRealtime)]);
  const status = database === "ok" && realtime === "ok" ? "ok" : "failed";
  return { status, version: getConfig().version, database, realtime };
}

/** Takes the write lock and writes, but leaves everything as it is. */
async function writeNothing(): Promise<void> {
  await write((tx) => tx.$executeRawUnsafe(`UPDATE "Room" SET "seq" = "seq" WHERE "id" = 'no room has this id'`));
}

async function askRealtime(): Promise<void> {
  if (getConfig().realtime.transport === "embedded") {
    if (!getHub()) throw new Error("the embedded live server is not running");
    return;
  }
  await readReply(await getPusher().get({ path: "/channels", params: { filter_by_prefix: "private-none" } }));
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
