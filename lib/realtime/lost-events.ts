import "server-only";
import { singleton } from "../singleton.ts";

const state = () => singleton("realtime.lost", () => ({ lost: false }));

/** Notes that live events were lost, which nobody has been told yet. */
export function noteLostEvents(): void {
  state().lost = true;
}

/** Whether events were lost since this was last asked. */
export function takeLostEvents(): boolean {
  const { lost } = state();
  state().lost = false;
  return lost;
}
