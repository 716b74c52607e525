/** What is offered to somebody who has not reacted yet. */
const DEFAULTS = ["👍", "❤️", "😂", "🎉", "😮", "😢", "🙏", "👀"];
/** So many of the latest uses count, so that habits may change. */
const USES_MAX = 60;

const keyOf = (viewerId: string): string => `parley:reacted:${viewerId}`;

/** The emoji with which a person reacts most in this browser, filled up with those that people react with everywhere. */
export function frequentEmoji(viewerId: string, max: number): string[] {
  const uses = loadUses(viewerId);
  const counts = new Map<string, number>();
  for (const emoji of uses) counts.set(emoji, (counts.get(emoji) ?? 0) + 1);
  const own = [...counts].sort(([, a], [, b]) => b - a).map(([emoji]) => emoji);
  return [...new Set([...own, ...DEFAULTS])].slice(0, max);
}

export function noteUse(viewerId: string, emoji: string): void {
  try {
    const uses = [emoji, ...loadUses(viewerId)].slice(0, USES_MAX);
    localStorage.setItem(keyOf(viewerId), JSON.stringify(uses));
  } catch {
    // There is no store, so the defaults stay.
  }
}

/** Forgets the uses of custom emoji, when one of them has turned out to be removed. */
export function forgetCustomUses(viewerId: string): void {
  const uses = loadUses(viewerId).filter((emoji) => !emoji.startsWith(":"));
  try {
    localStorage.setItem(keyOf(viewerId), JSON.stringify(uses));
  } catch {
    // There is no store.
  }
}

/** Forgets the uses, when the person logs out. */
export function forgetUses(viewerId: string): void {
  try {
    localStorage.removeItem(keyOf(viewerId));
  } catch {
    // There is no store.
  }
}

/** The latest first. */
function loadUses(viewerId: string): string[] {
  try {
    const uses: unknown = JSON.parse(localStorage.getItem(keyOf(viewerId)) ?? "[]");
    return Array.isArray(uses) ? uses.filter((one) => typeof one === "string") : [];
  } catch {
    return [];
  }
}
