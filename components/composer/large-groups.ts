import { mentionsOf } from "@/lib/messages/text/mentions-of";
import { ASK_BEYOND } from "@/lib/rooms/mention-policy";
import { foldName } from "@/lib/text";
import type { UserGroup } from "@/lib/user-groups/schema";

const isLarge = ({ reach = 0 }: UserGroup): boolean => reach > ASK_BEYOND;

/** What may be a mention of one of the groups that reach many people, or nothing where there are none. */
export function patternOfLarge(groups: readonly UserGroup[]): RegExp | undefined {
  const handles = groups.filter(isLarge).map(({ handle }) => handle.replaceAll(".", "\\."));
  return handles.length > 0 ? new RegExp(`@(${handles.join("|")})`, "iu") : undefined;
}

/** The largest group that a text mentions, if it reaches many people. */
export function largestCalled(body: string, groups: readonly UserGroup[]): UserGroup | undefined {
  const { names } = mentionsOf(body);
  const called = groups.filter((group) => isLarge(group) && names.includes(foldName(group.handle)));
  return called.sort((a, b) => (b.reach ?? 0) - (a.reach ?? 0))[0];
}
