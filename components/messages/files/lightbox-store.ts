import type { MessagePlace } from "@/lib/messages/address";
import type { LightboxItem } from "./lightbox-items";

export type LightboxView = {
  items: readonly LightboxItem[];
  /** The file that is shown first. */
  fileId: string;
  roomId: string;
  /** Jumps to a picture's message. Absent when the message is beside the picture already. */
  onJump?: (place: MessagePlace) => void;
};

let view: LightboxView | null = null;
const listeners = new Set<() => void>();

/** Opens the lightbox, which the page's one LightboxHost draws. */
export function openLightbox(next: LightboxView): void {
  view = next;
  for (const tell of listeners) tell();
}

export function closeLightbox(): void {
  view = null;
  for (const tell of listeners) tell();
}

/** Removes the pictures of a deleted message from an open lightbox. */
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
