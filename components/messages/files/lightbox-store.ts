import type { LightboxItem } from "./lightbox-items";

export type LightboxView = {
  items: readonly LightboxItem[];
  /** Which of them is on screen first. */
  fileId: string;
  roomId: string;
  /** Leads to a picture's message, where that is not beside it already. */
  onJump?: (seq: number) => void;
};

let view: LightboxView | null = null;
const listeners = new Set<() => void>();

/** Shows a picture large, among others. The page's one LightboxHost draws it. */
export function openLightbox(next: LightboxView): void {
  view = next;
  for (const tell of listeners) tell();
}

export function closeLightbox(): void {
  view = null;
  for (const tell of listeners) tell();
}

/** Takes the pictures of a message that was deleted away from whoever looks at them. */
export function dropFromLightbox(messageId: string): void {
  const standing = view?.items.filter((item) => item.messageId !== messageId);
  if (!view || !standing || standing.length === view.items.length) return;
  if (standing.length === 0) closeLightbox();
  else openLightbox({ ...view, items: standing });
}

export const lightboxView = (): LightboxView | null => view;

export function onLightbox(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
