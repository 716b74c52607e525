const PREFIX = "parley:searches:";
const KEPT_MAX = 10;

const keyOf = (viewerId: string): string => `${PREFIX}${viewerId}`;
const listeners = new Set<() => void>();
const NONE: readonly string[] = [];
/** What was read last, so that the same array is returned until the searches change. */
let read: { raw: string | null; list: readonly string[] } = { raw: null, list: NONE };
let isOver = false;

/** This person's searches in this browser, the latest first. */
export function recentSearches(viewerId: string): readonly string[] {
  try {
    const raw = localStorage.getItem(keyOf(viewerId));
    if (raw !== read.raw) read = { raw, list: parse(raw) };
    return read.list;
  } catch {
    return NONE;
  }
}

/** Puts a search before the others, once. */
export function addRecentSearch(viewerId: string, query: string): void {
  const q = query.trim();
  if (q === "" || isOver) return;
  write(viewerId, [q, ...recentSearches(viewerId).filter((one) => one !== q)].slice(0, KEPT_MAX));
}

export function removeRecentSearch(viewerId: string, query: string): void {
  write(
    viewerId,
    recentSearches(viewerId).filter((one) => one !== query),
  );
}

export function clearRecentSearches(viewerId: string): void {
  write(viewerId, []);
}

/** Removes the searches when their person leaves this browser. The page that is left adds none from then on. */
export function forgetRecentSearches(viewerId: string): void {
  isOver = true;
  clearRecentSearches(viewerId);
}

/** Calls `listener` when the searches change, also in another tab. Returns a function that removes the listener. */
export function onRecentSearches(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

function write(viewerId: string, list: readonly string[]): void {
  try {
    if (list.length === 0) localStorage.removeItem(keyOf(viewerId));
    else localStorage.setItem(keyOf(viewerId), JSON.stringify(list));
  } catch {
    // When the storage is full or forbidden, there are no recent searches.
  }
  for (const tell of listeners) tell();
}

function parse(raw: string | null): readonly string[] {
  try {
    const list = JSON.parse(raw ?? "[]");
    return Array.isArray(list) ? list.filter((one) => typeof one === "string").slice(0, KEPT_MAX) : NONE;
  } catch {
    return NONE;
  }
}
