import { measureAll } from "../support/load.ts";
import { BARE, SOKETI } from "../support/row-names.ts";
import { startBare, startParley, startSoketiTarget } from "../support/targets.ts";
import type { Scenario } from "../support/types.ts";

const SENDERS = 20;
const UNHEARD = "Parley, nobody listening";

export const roomOf200 = room(200, 20);
export const roomOf1000 = room(1000, 5);

/** What everybody waits for is the commit: the sender is answered before thousands are told. */
export const roomOf5000: Scenario = async (effort) => ({
  title: "One room of 5,000, 2 messages a second",
  about: "As above. The answer to the sender, beside the one where nobody listens.",
  limit: UNHEARD,
  rows: await measureAll(effort, {
    needed: [
      [startParley(5000), { readers: 5000, senders: SENDERS, perSecond: 2 }],
      [startParley(5000), { readers: 0, senders: SENDERS, perSecond: 2 }, UNHEARD],
    ],
    more: [],
  }),
});

/** How many deliveries a second there can be: senders who write without a pause to many readers. */
export const saturation: Scenario = async (effort) => {
  const load = { readers: 200, senders: SENDERS };
  return {
    title: "20 senders without a pause, 200 readers",
    about: "Each sender's next message leaves when the last one is answered.",
    limit: SOKETI,
    rows: await measureAll(effort, {
      needed: [
        [startParley(200), load],
        [startSoketiTarget, load],
      ],
      more: [[startBare(), load]],
    }),
  };
};

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
        [startBare(), load],
      ],
      more: [
        [startBare("insert"), load],
        [startSoketiTarget, load],
        [startParley(people), { ...load, readers: 0 }, UNHEARD],
      ],
    }),
  });
}
