import { besideEjabberd } from "../support/ejabberd.ts";
import { measureAll } from "../support/load.ts";
import { NOTHING } from "../support/row-names.ts";
import { startBare, startNothing, startParley, startSoketiTarget } from "../support/targets.ts";
import type { Scenario } from "../support/types.ts";

const LOAD = { readers: 20, senders: 20 };

export const closedLoop: Scenario = async (effort) => ({
  title: "20 senders without a pause, 20 readers",
  about:
    "Each sender's next message leaves when the last one is answered; an answer means that it is on disk (but for bare ws and Soketi). ejabberd confirms a message by sending it back.",
  limit: NOTHING,
  rows: await measureAll(effort, {
    needed: [
      [startParley(20), LOAD],
      [startNothing, { ...LOAD, readers: 0 }],
    ],
    more: [
      [startParley(20), { ...LOAD, readers: 0 }, "Parley, nobody listening"],
      [startBare("insert"), LOAD],
      [startBare("group commit"), LOAD],
      [startBare(), LOAD],
      [startSoketiTarget, LOAD],
      ...besideEjabberd(LOAD),
    ],
  }),
});
