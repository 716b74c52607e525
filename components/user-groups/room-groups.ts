import { api } from "@/lib/browser/api";
import { groupsReplySchema, type UserGroup } from "@/lib/user-groups/schema";

const FRESH_MS = 60_000;
const known = new Map<string, { at: number; groups: UserGroup[] }>();

/** The groups as they were last here, with how many people of a room each of them reaches. */
export const knownRoomGroups = (roomId: string): readonly UserGroup[] => known.get(roomId)?.groups ?? [];

/** Fetches the groups for a room, unless they were fetched a moment ago. */
export async function loadRoomGroups(roomId: string): Promise<readonly UserGroup[]> {
  const kept = known.get(roomId);
  if (kept && Date.now() - kept.at < FRESH_MS) return kept.groups;
  const { groups } = await api(`/api/chat/groups?roomId=${roomId}`, { schema: groupsReplySchema });
  known.set(roomId, { at: Date.now(), groups });
  return groups;
}

/** Says that there are other groups now, or may be. What is known stays until it is fetched anew, so that a question is not missed. */
export function refetchRoomGroups(): void {
  for (const kept of known.values()) kept.at = 0;
}
