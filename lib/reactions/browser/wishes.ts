/** What a person wants of a message and an emoji, by `wishKey`: whether the reaction is to be there. */
export type Wish = { isOn: boolean; at: number };

const PREFIX = "parley:reaction:";

/** Wishes of each person are kept apart, and each in an item of its own, so that two tabs do not overwrite each other's. */
export const wishKey = (viewerId: string, messageId: string, emoji: string): string =>
  `${PREFIX}${viewerId}:${messageId}:${emoji}`;

export function partsOf(key: string): { viewerId: string; messageId: string; emoji: string } {
  const [viewerId = "", messageId = "", emoji = ""] = key.slice(PREFIX.length).split(":");
  return { viewerId, messageId, emoji };
}

export const isSameWish = (a: Wish | null | undefined, b: Wish | null | undefined): boolean =>
  a?.at === b?.at && a?.isOn === b?.isOn;

/** Keeps a wish beyond the life of the tab. Returns false in a browser that keeps nothing. */
export function keepWish(key: string, { isOn, at }: Wish): boolean {
  try {
    localStorage.setItem(key, JSON.stringify({ isOn, at }));
    return true;
  } catch {
    // What was wanted before is not wanted any more.
    dropWish(key);
    return false;
  }
}

/** Removes a wish: of this one only, where it is named, because another tab may have replaced it. */
export function dropWish(key: string, wish?: Wish): void {
  try {
    if (!wish || isSameWish(loadWish(key), wish)) localStorage.removeItem(key);
  } catch {
    // There is no store.
  }
}

export function loadWish(key: string): Wish | null {
  try {
    return parseWish(localStorage.getItem(key));
  } catch {
    return null;
  }
}

/** The wishes that this browser keeps for a person, the oldest first. */
export function loadWishes(viewerId: string): [string, Wish][] {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(`${PREFIX}${viewerId}:`));
    const found = keys.flatMap((key) => {
      const wish = loadWish(key);
      return wish ? [[key, wish] as [string, Wish]] : [];
    });
    return found.sort(([, a], [, b]) => a.at - b.at);
  } catch {
    return [];
  }
}

/** Calls `listener` with each wish that another tab keeps or removes: what it is now, and what it was. */
export function onOtherTabs(listener: (key: string, now: Wish | null, before: Wish | null) => void): void {
  addEventListener("storage", ({ key, newValue, oldValue }) => {
    if (key?.startsWith(PREFIX)) listener(key, parseWish(newValue), parseWish(oldValue));
  });
}

function parseWish(json: string | null): Wish | null {
  try {
    const found = JSON.parse(json ?? "null") as Partial<Wish> | null;
    return typeof found?.isOn === "boolean" && typeof found.at === "number" ? { isOn: found.isOn, at: found.at } : null;
  } catch {
    return null;
  }
}
