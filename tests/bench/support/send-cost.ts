// Sends messages in this process, by turns with the index of search and without it, and prints the CPU seconds of each kind.
// Its arguments: the id of who sends, that of a room, the pid of a database that takes part or 0, and how many messages a turn has.
import { setTimeout as sleep } from "node:timers/promises";
import { closeDoors, openDoors, sql } from "@/lib/db/doors.ts";
import { sendMessage } from "@/lib/messages/commands.ts";
import type { Effect } from "@/lib/messages/effects/effect.ts";
import { EFFECTS } from "@/lib/messages/effects/effect-list.ts";
import { searchEffect } from "@/lib/messages/effects/search.ts";
import { setLongLived } from "@/lib/process/long-lived.ts";
import { cpuSecondsOfAll } from "./process.ts";
import { textMaker } from "./search-texts.ts";

const SENDERS = 20;
const TURNS = 8;
/** After so long everything has been taken over into the index. */
const FOLDED_MS = 1_000;

const [userId = "", roomId = "", pid = "0", messages = "1000"] = process.argv.slice(2);
setLongLived();
await openDoors();
const [viewer] = await sql.all<{ id: string; username: string }>`SELECT * FROM "User" WHERE "id" = ${userId}`;
const textOf = textMaker(2, 1);
const pids = [process.pid, ...(pid === "0" ? [] : [Number(pid)])];

async function sendAll(): Promise<number> {
  const before = cpuSecondsOfAll(pids);
  let left = Number(messages);
  const work = async () => {
    while (left-- > 0) await sendMessage(viewer as never, roomId, { body: textOf(left) });
  };
  await Promise.all(Array.from({ length: SENDERS }, work));
  await sleep(FOLDED_MS);
  return cpuSecondsOfAll(pids) - before;
}

const effects = EFFECTS as Effect[];
const spent = { with: 0, without: 0 };
for (let turn = 0; turn < TURNS; turn++) {
  const kind = turn % 2 === 0 ? "without" : "with";
  effects.splice(effects.indexOf(searchEffect), kind === "without" ? 1 : 0);
  const seconds = await sendAll();
  if (kind === "without") effects.push(searchEffect);
  // The first two turns warm up.
  if (turn >= 2) spent[kind] += seconds;
}
await closeDoors();
process.stdout.write(`${JSON.stringify(spent)}\n`);
process.exit(0);
