let drafts: ReadonlyMap<string, string> = new Map();
const listeners = new Set<() => void>();

/** The line that the chat list shows of the viewer's draft in a room. */
export const shownDraft = (roomId: string): string | undefined => drafts.get(roomId);

export function showDrafts(next: ReadonlyMap<string, string>): void {
  drafts = next;
  for (const listener of listeners) listener();
}

export function onShownDrafts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
