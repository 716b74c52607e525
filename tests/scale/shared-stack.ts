import { beforeAll, test as everywhere } from "vitest";
import { type Cast, cast, type Person } from "../support/cast.ts";
import { hasPrograms } from "../support/scale/programs.ts";
import { type Stack, startStack } from "../support/scale/stack.ts";

const START_MS = 120_000;

type Shared = { stack: Stack; people: Cast };
/** The test files of this suite run one after the other in one process (vitest.config.ts), and share what stands here. */
const shared = globalThis as { parleyStack?: Promise<Shared> };

/** Two of everything, once `withSharedStack` has started it. */
export let stack: Stack;
/** People who are registered there, and ask through nginx. */
export let people: Cast;

/** A test that is skipped where Redis or nginx is not installed. */
export const test = everywhere.skipIf(!hasPrograms());

/** Has the stack there before the tests of a file. The first file that asks starts it. */
export function withSharedStack(): void {
  beforeAll(async () => {
    shared.parleyStack ??= startStack().then(async (started) => ({ stack: started, people: await cast(started) }));
    ({ stack, people } = await shared.parleyStack);
  }, START_MS);
}

/** The live connection of somebody who hears by one Soketi, whichever nginx would choose. */
export const bySoketi = (n: 0 | 1) => ({ host: "127.0.0.1", port: stack.soketi[n].port });

/** Somebody who asks one Parley, whichever nginx would choose. */
export const atInstance = (person: Person, n: 0 | 1): Person => person.via(stack.parley[n]);
