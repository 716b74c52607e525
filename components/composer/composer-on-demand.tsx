"use client";

import { onDemand } from "@/components/ui/on-demand";

// The parts of the message box whose code comes after the page's.

// Not rare: why a file cannot be had should be said without a network too.
export const AttachmentTray = onDemand(() => import("./attachment-tray").then((module) => module.AttachmentTray), {
  fallback: null,
});
export const ReplyBanner = onDemand(() => import("./reply-banner").then((module) => module.ReplyBanner), {
  fallback: <div className="h-9 border-b border-border" />,
});
export const EmojiSheet = onDemand(() => import("./emoji-sheet").then((module) => module.EmojiSheet), { isRare: true });
export const VoiceRecorder = onDemand(() => import("./voice-recorder").then((module) => module.VoiceRecorder), {
  isRare: true,
  fallback: <div className="min-h-11" />,
});
