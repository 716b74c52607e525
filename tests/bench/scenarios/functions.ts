import { register } from "@/tests/support/cast.ts";
import { startHost } from "@/tests/support/functions/host.ts";
import { settingsOf } from "@/tests/support/functions/settings.ts";
import { startSurroundings } from "@/tests/support/functions/surroundings.ts";
import { httpRequest } from "../support/http.ts";
import { COLD, WARM } from "../support/row-names.ts";
import { median } from "../support/stats.ts";
import type { Scenario } from "../support/types.ts";

const ROUNDS = 7;

/** A person's list of rooms, for which a function has to know its settings, the database and the session. */
export const functions: Scenario = async ({ quick }) => {
  const surroundings = await startSurroundings();
  const host = await startHost(surroundings.deployed, await settingsOf(surroundings));
  const ada = await register(host, "ada");
  const headers = { authorization: `Bearer ${ada.token}` };
  const ask = async (): Promise<number> => {
    const began = performance.now();
    await httpRequest("GET", `${host.url}/api/chat/rooms?scope=joined`, { headers });
    return (performance.now() - began) / 1000;
  };
  const times = { cold: [] as number[], warm: [] as number[] };
  for (let round = 0; round < (quick ? 1 : ROUNDS); round++) {
    host.recycle();
    times.cold.push(await ask());
    // The host takes two processes by turns: this one starts the other.
    await ask();
    times.warm.push(await ask());
  }
  host.stop();
  await surroundings.stop();
  return {
    title: "A function's first answer",
    about:
      "From the request until its JSON is there, a list of rooms: by a process that is started for it, and by one that is there and stands still between requests.",
    limit: null,
    rows: [
      { name: COLD, values: { ready: median(times.cold) } },
      { name: WARM, values: { ready: median(times.warm) } },
    ],
  };
};
