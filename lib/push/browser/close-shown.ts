import { within } from "../../within.ts";
import { WORKER } from "./worker-file.ts";

/** Leaving waits no longer for the browser. */
const PATIENCE_MS = 1000;

/** Takes the notifications that this browser shows out of its list, before somebody else uses it. It throws nothing. */
export async function closeShown(): Promise<void> {
  await within(PATIENCE_MS, closeAll()).catch(() => {});
}

async function closeAll(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration(WORKER);
  for (const shown of (await registration?.getNotifications()) ?? []) shown.close();
}
