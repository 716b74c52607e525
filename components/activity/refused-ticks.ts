import { createStore } from "@/lib/browser/store";

/** Tells of each tick that the server has refused: what was shown is not so. */
export const refusedTicks = createStore<unknown>(null);
