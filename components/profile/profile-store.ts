export type ProfileView = {
  /** An id, or what a mention may mean: `@username`s with blanks between, the likeliest first. */
  person: string;
  /** What was pressed, beside which the card opens. */
  anchor: Element;
};

let view: ProfileView | null = null;
const listeners = new Set<() => void>();

/** Opens somebody's card, which the page's one ProfileHost draws. */
export function openProfile(next: ProfileView | null): void {
  view = next;
  for (const tell of listeners) tell();
}

export const profileView = (): ProfileView | null => view;

export function onProfile(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
