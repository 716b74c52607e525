import { hasPrograms } from "@/tests/support/scale/programs.ts";
import { measureAll, type Run } from "../support/load.ts";
import { PARLEY } from "../support/row-names.ts";
import { startOnPostgresql, startSeveral } from "../support/scale-targets.ts";
import { startParley } from "../support/targets.ts";
import type { Scenario } from "../support/types.ts";

const LOAD = { readers: 20, senders: 20 };

export const scale: Scenario = async (effort) => ({
  title: "One machine and several: 20 senders without a pause, 20 readers",
  about:
    "An answer means that the message is on the disk, with PostgreSQL too. CPU is that of everything that takes part but this load: Parley, PostgreSQL, nginx, Redis and both Soketi.",
  limit: PARLEY,
  rows: await measureAll(effort, {
    needed: [
      [startParley(LOAD.senders), LOAD],
      [startOnPostgresql(LOAD.senders), LOAD],
      ...(hasPrograms() ? ([1, 2] as const) : []).map((count): Run => [startSeveral(count, LOAD.senders), LOAD]),
    ],
    more: [],
  }),
});
