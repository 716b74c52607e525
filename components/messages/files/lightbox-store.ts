import { createStore } from "@/lib/browser/store";
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

/** The lightbox, which the page's one LightboxHost draws while it is open. */
export const lightboxView = createStore<LightboxView | null>(null);

export const closeLightbox = (): void => lightboxView.set(null);

/** Removes the pictures of a deleted message from an open lightbox. */
export function dropFromLightbox(messageId: string): void {
  const view = lightboxView.get();
  const standing = view?.items.filter((item) => item.messageId !== messageId);
  if (!view || !standing || standing.length === view.items.length) return;
  if (standing.length === 0) closeLightbox();
  else lightboxView.set({ ...view, items: standing });
}
