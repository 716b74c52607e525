import { besideEjabberd } from "../support/ejabberd.ts";
import { measureAll } from "../support/load.ts";
import { NOTHING } from "../support/row-names.ts";
import { startBare, startNothing, startParley, startSoketiTarget } from "../support/targets.ts";
import type { Scenario } from "../support/types.ts";

const LOAD = { readers: 2, senders: 2, perSecond: 10 };

export const twoPeople: Scenario = async (effort) => ({
  title: "Two people, 10 messages a second",
  about: "From the press of Enter to the receipt by both, the sender included.",
  limit: NOTHING,
  rows: await measureAll(effort, {
    needed: [
      [startParley(2), LOAD],
      [startNothing, { ...LOAD, readers: 0 }],
    ],
    more: [
      [startBare("insert"), LOAD],
      [startBare("group commit"), LOAD],
      [startBare(), LOAD],
      [startSoketiTarget, LOAD],
      ...besideEjabberd(LOAD),
    ],
  }),
});
