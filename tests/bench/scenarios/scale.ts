import { hasPrograms } from "@/tests/support/scale/programs.ts";
import { canHoldToShare } from "../support/cpu-share.ts";
import { type Load, measureAll, type Run } from "../support/load.ts";
import { HELD, IN_ROOMS, ONE_INSTANCE, PARLEY, TWO_INSTANCES } from "../support/row-names.ts";
import { startOnPostgresql, startSeveral } from "../support/scale-targets.ts";
import { startParley } from "../support/targets.ts";
import type { Scenario } from "../support/types.ts";

const PEOPLE = 20;
const LOAD = { readers: PEOPLE, senders: PEOPLE };
const SENDERS_ONLY = { readers: 0, senders: PEOPLE };
/** A share of one processor that leaves enough of two for all that stands around two Parley, and for the load. */
const SHARE = 0.3;

const ofBoth = (load: Load, options: { rooms?: number; share?: number }, words = ""): Run[] =>
  ([1, 2] as const).map((count) => [
    startSeveral(count, { people: PEOPLE, ...options }),
    load,
    `${count === 1 ? ONE_INSTANCE : TWO_INSTANCES}${words}`,
  ]);

export const scale: Scenario = async (effort) => ({
  title: "One machine and several: 20 senders without a pause, 20 readers",
  about: `An answer means that the message is on the disk, with PostgreSQL too. CPU is that of everything that takes part but this load: Parley, PostgreSQL, nginx, Redis and both Soketi. Where each Parley is held to ${SHARE} of a processor, the others have enough, as on machines of their own.`,
  limit: PARLEY,
  rows: await measureAll(effort, {
    needed: [
      [startParley(PEOPLE), LOAD],
      [startOnPostgresql(PEOPLE), LOAD],
      ...(hasPrograms() ? ofBoth(LOAD, {}) : []),
      ...(hasPrograms() && canHoldToShare() ? ofBoth(LOAD, { share: SHARE }, HELD) : []),
    ],
    more: hasPrograms() ? ofBoth(SENDERS_ONLY, { rooms: PEOPLE }, IN_ROOMS) : [],
  }),
});
