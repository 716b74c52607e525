import type { ActivityEntry } from "@/lib/activity/schema";
import { useTellSeen } from "./use-tell-seen";

const NONE: readonly ActivityEntry[] = [];
const keyOf = ({ messageId, createdAt }: ActivityEntry) => `${messageId} ${createdAt}`;

/**
 * Tells the server that the reactions on screen were seen, because no reading of a room does. Until the page is left they are
 * still drawn as new: returns whether an entry is.
 */
export function useSeenReactions(
  entries: readonly ActivityEntry[] | null,
  isActive: boolean,
): (entry: ActivityEntry) => boolean {
  const unseen = (entries ?? NONE).filter((one) => one.cause === "REACTION" && one.unread);
  const told = useTellSeen(isActive ? unseen : NONE, keyOf);
  return (one) => one.unread || told.has(keyOf(one));
}
