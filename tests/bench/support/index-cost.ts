import { execFile } from "node:child_process";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import type { TestServer } from "@/tests/support/server.ts";
import { httpRequest } from "./http.ts";
import { cpuSecondsOfAll } from "./process.ts";
import { textMaker } from "./search-texts.ts";
import type { SeededSearch } from "./seed-search.ts";

const SENDERS = 20;
const FOLDED_MS = 1_000;
const COUNTED_TURNS = 3;

/**
 * CPU milliseconds of a send: the whole of it, over HTTP, and the part of the index of search. The part is what sends in one
 * process cost more with the index than without, because a built server has no way to do without. `pid` is that of a
 * database that takes part, or 0.
 */
export async function indexCost(
  { users, roomIds, dataDir, url }: SeededSearch,
  server: Pick<TestServer, "url" | "pid">,
  pid: number,
  messages: number,
): Promise<{ send: number; index: number }> {
  const headers = { authorization: `Bearer ${users[0]?.token}` };
  const pids = [server.pid, ...(pid === 0 ? [] : [pid])];
  const textOf = textMaker(2, 1);
  const sendAll = async () => {
    let left = messages;
    const work = async () => {
      while (left-- > 0) {
        const body = JSON.stringify({ clientId: crypto.randomUUID(), body: textOf(left) });
        await httpRequest("POST", `${server.url}/api/chat/rooms/${roomIds[0]}/messages`, { headers, body });
      }
    };
    await Promise.all(Array.from({ length: SENDERS }, work));
    await sleep(FOLDED_MS);
  };
  await sendAll();
  const before = cpuSecondsOfAll(pids);
  await sendAll();
  const send = ((cpuSecondsOfAll(pids) - before) / messages) * 1000;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      ...["--import", "tsx", "--conditions=react-server", path.join(import.meta.dirname, "send-cost.ts")],
      ...[users[0]?.id ?? "", roomIds[0] ?? "", String(pid), String(messages)],
    ],
    { env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: url } },
  );
  const spent = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as { with: number; without: number };
  return { send, index: ((spent.with - spent.without) / (COUNTED_TURNS * messages)) * 1000 };
}
