import "server-only";
import { getConfig } from "../config.ts";
import { log } from "../log.ts";
import { focusChannel, parseChannel } from "./channels.ts";
import { freshAnswer } from "./fresh-answer.ts";
import { getPusher, readReply } from "./pusher-http-api.ts";
import { getHub } from "./shared-hub.ts";

/**
 * Returns those of these people who are looking at Parley now: a page of theirs is visible, has the focus and is in use. Only pages in
 * browsers with notifications say so. An external live server is asked at most once in a second. When it does not answer, nobody is.
 */
export async function listLooking(userIds: Iterable<string>): Promise<Set<string>> {
  const ids = [...new Set(userIds)];
  if (getConfig().realtime.transport === "embedded") {
    const hub = getHub();
    return new Set(ids.filter((id) => hub?.channel(focusChannel(id)).occupied));
  }
  if (ids.length === 0) return new Set();
  const looking = await freshAnswer("realtime.looking-answer", askLooking).catch((error) => {
    log.warn("who is looking is unknown", { error: String(error) });
    return new Set<string>();
  });
  return new Set(ids.filter((id) => looking.has(id)));
}

async function askLooking(): Promise<Set<string>> {
  const params = { filter_by_prefix: focusChannel("") };
  const reply = (await readReply(await getPusher().get({ path: "/channels", params }))) as { channels?: object };
  const channels = Object.keys(reply.channels ?? {}).map(parseChannel);
  return new Set(channels.flatMap((channel) => (channel?.type === "focus" ? [channel.userId] : [])));
}
