import type { ShownReaction } from "@/lib/reactions/shown";
import type { Author } from "@/lib/users/schema";

/** Says who reacted: "You, Ada and 3 others". The viewer comes first; `people` may be fewer than there are. */
export function reactorNames(
  { count, isOwn }: ShownReaction,
  people: readonly Author[],
  viewerId: string,
  max: number,
): string {
  const others = people.filter(({ id }) => id !== viewerId).map(({ displayName }) => displayName);
  const all = isOwn ? ["You", ...others] : others;
  const named = all.slice(0, Math.min(max, count));
  const rest = count - named.length;
  if (named.length === 0) return `${count} ${count === 1 ? "person" : "people"}`;
  if (rest > 0) return `${named.join(", ")} and ${rest} ${rest === 1 ? "other" : "others"}`;
  return named.length === 1 ? (named[0] as string) : `${named.slice(0, -1).join(", ")} and ${named.at(-1)}`;
}
