"use client";

import { onDemand } from "@/components/ui/on-demand";

// The parts of the message box whose code is loaded after the page.

const loadIdle = () => import("./idle-parts");

// The tray is loaded when idle, because it has to say without a network why a file cannot be attached.
export const AttachmentTray = onDemand(() => loadIdle().then((module) => module.AttachmentTray), { fallback: null });
export const FieldCompletion = onDemand(() => loadIdle().then((module) => module.FieldCompletion), { fallback: null });
export const ReplyBanner = onDemand(() => loadIdle().then((module) => module.ReplyBanner), {
  fallback: <div className="h-9 border-b border-border" />,
});
const load = () => import("./rare-parts");
export const AttachSheet = onDemand(() => load().then((module) => module.AttachSheet), { isRare: true });
export const EmojiSheet = onDemand(() => load().then((module) => module.EmojiSheet), { isRare: true });
/** Loaded once a text may mention everybody, because it is needed without a network, too. */
export const MentionAllQuestion = onDemand(() => load().then((module) => module.MentionAllQuestion), { isRare: true });
export const VoiceRecorder = onDemand(() => load().then((module) => module.VoiceRecorder), {
  isRare: true,
  fallback: <div className="min-h-11" />,
});
