import "server-only";
import { getConfig } from "../config.ts";
import { EVERYONE_CHANNEL } from "./channels.ts";
import { getPusher, readReply } from "./pusher-http-api.ts";
import { getHub } from "./shared-hub.ts";

/** Resolves when live events can be published. Rejects with the reason when they cannot. */
export async function checkTransport(): Promise<void> {
  if (getConfig().realtime.transport === "embedded") {
    if (!getHub()) throw new Error("The embedded live server is not running.");
  } else {
    // One channel, because the list of all of them is long where many people are.
    await readReply(await getPusher().get({ path: `/channels/${EVERYONE_CHANNEL}` }));
  }
}
