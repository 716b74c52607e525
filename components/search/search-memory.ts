import type { Results } from "./results";

/** The results that one comes back to from a room: all pages that had been loaded, and the place in them. */
type Remembered = {
  results: Results;
  /** When the server rendered the page that they belong to. A page that was rendered later is newer than they are. */
  renderedAt: number;
  top: number;
  /** The message whose hit had the focus. */
  focusId: string | null;
};

const KEPT_MAX = 10;
const kept = new Map<string, Remembered>();

export function rememberResults(key: string, one: Remembered): void {
  kept.delete(key);
  kept.set(key, one);
  for (const oldest of [...kept.keys()].slice(0, -KEPT_MAX)) kept.delete(oldest);
}

export function recallResults(key: string, renderedAt: number): Remembered | undefined {
  const one = kept.get(key);
  return one && one.renderedAt >= renderedAt ? one : undefined;
}

/** Forgets a search that is made anew, and so begins at its top. */
export function forgetResults(key: string): void {
  kept.delete(key);
}

export function movePlace(key: string, place: Partial<Pick<Remembered, "top" | "focusId">>): void {
  const one = kept.get(key);
  if (one) Object.assign(one, place);
}
