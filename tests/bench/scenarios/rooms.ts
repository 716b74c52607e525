import { measureAll } from "../support/load.ts";
import { BARE } from "../support/row-names.ts";
import { startBare, startParley, startSoketiTarget } from "../support/targets.ts";
import type { Scenario } from "../support/types.ts";

const SENDERS = 20;
const UNHEARD = "Parley, nobody listening";

export const roomOf200 = room(200, 20);
export const roomOf1000 = room(1000, 5);

/** A scenario in which everybody is connected to one room, and some people write at a steady pace. */
function room(people: number, perSecond: number): Scenario {
  const load = { readers: people, senders: SENDERS, perSecond };
  return async (effort) => ({
    title: `One room of ${people.toLocaleString("en")}, ${perSecond} messages a second`,
    about:
      "From the send to the last reader's receipt. CPU is that of the whole server: the sends are in it, which the row without listeners shows alone.",
    limit: BARE,
    rows: await measureAll(effort, {
      needed: [
        [startParley(people), load],
        [startBare(false), load],
      ],
      more: [
        [startBare(true), load],
        [startSoketiTarget, load],
        [startParley(people), { ...load, readers: 0 }, UNHEARD],
      ],
    }),
  });
}
