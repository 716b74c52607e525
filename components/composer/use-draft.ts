"use client";

import { useCallback, useEffect, useEffectEvent, useRef } from "react";
import { useOnReconnect, useUserEvents } from "@/components/realtime/use-channel";
import { api } from "@/lib/browser/api";
import { apiRetryDelay } from "@/lib/browser/api-retry";
import {
  draftPath,
  type KeptDraft,
  keepDraft,
  NO_DRAFT,
  onLeaving,
  readKeptDraft,
} from "@/lib/drafts/browser/kept-drafts";
import { type Draft, draftReplySchema, draftsReplySchema } from "@/lib/drafts/schema";
import { type ConversationKey, isSameConversation } from "@/lib/messages/conversation-key";

const KEEP_MS = 300;
const SAVE_MS = 1500;
const RETRY = { firstMs: 5000, maxMs: 5000 };

/**
 * Saves the text that is typed and not sent, at once in this browser and then on the server for the person's other
 * devices. The latest edit wins. `show` gets an edit from another device, unless this one has a newer text.
 */
export function useDraft(viewerId: string, conversation: ConversationKey, show: (text: string) => void) {
  const kept = useRef<KeptDraft>(NO_DRAFT);
  const timers = useRef<{ keep?: ReturnType<typeof setTimeout>; save?: ReturnType<typeof setTimeout> }>({});
  const isGone = useRef(false);
  const path = draftPath(conversation);

  const keep = useCallback(() => {
    clearTimeout(timers.current.keep);
    keepDraft(viewerId, conversation, kept.current);
  }, [viewerId, conversation]);

  const receive = useEffectEvent((draft: Draft) => {
    const now = kept.current;
    if (now.isUnsaved || draft.editedAt <= now.editedAt) return;
    kept.current = { body: draft.body, editedAt: draft.editedAt, isUnsaved: false };
    keep();
    if (draft.body !== now.body) show(draft.body);
  });

  const push = useEffectEvent(async () => {
    clearTimeout(timers.current.save);
    const sent = kept.current;
    if (!sent.isUnsaved) return;
    try {
      const body = { rootId: conversation.rootId, body: sent.body, editedAt: sent.editedAt };
      const { draft } = await api(path, { method: "PUT", body, schema: draftReplySchema, keepalive: true });
      // The text has changed meanwhile, and the next save sends the change.
      if (kept.current !== sent) return;
      kept.current = { ...sent, isUnsaved: false, editedAt: draft.body === sent.body ? draft.editedAt : sent.editedAt };
      keep();
      receive(draft);
    } catch (error) {
      const wait = apiRetryDelay(error, 0, RETRY);
      // The next key and the next connection save again too. A text that is refused for good, as one that is far too
      // long, is saved again only by those.
      if (wait === null || isGone.current) return;
      timers.current.save = setTimeout(() => void push(), wait);
    }
  });

  const fetchDraft = useEffectEvent(async () => {
    try {
      const { drafts } = await api("/api/chat/drafts", { schema: draftsReplySchema });
      const draft = drafts.find((one) => isSameConversation(one, conversation));
      if (draft) receive(draft);
    } catch {
      // Until the next try the text of this browser is shown.
    }
  });

  const save = useCallback(
    (body: string, isSent = false) => {
      // The time is later than that of the draft it replaces, also when this clock is behind another device's. What was sent is taken
      // away as of when it was written: what is written on another device or in another tab since then stays.
      const time = Math.max(isSent ? 0 : Date.now(), (Date.parse(kept.current.editedAt) || 0) + 1);
      kept.current = { body, editedAt: new Date(time).toISOString(), isUnsaved: true };
      for (const timer of Object.values(timers.current)) clearTimeout(timer);
      const isOutdated = isSent && readKeptDraft(viewerId, conversation).editedAt > kept.current.editedAt;
      if (body !== "") timers.current.keep = setTimeout(keep, KEEP_MS);
      else if (!isOutdated) keep();
      timers.current.save = setTimeout(() => void push(), body === "" ? 0 : SAVE_MS);
    },
    [keep, viewerId, conversation],
  );

  /** Loads the draft that this browser has stored. */
  const load = useCallback((): string => {
    kept.current = readKeptDraft(viewerId, conversation);
    return kept.current.body;
  }, [viewerId, conversation]);

  useUserEvents(
    ({ name, payload }) => {
      if (name !== "draft.changed" || !isSameConversation(payload, conversation)) return;
      if (payload.draft) receive(payload.draft);
      else void fetchDraft();
    },
    // A draft that an earlier page could not save goes first.
    { onSubscribed: () => void push().then(fetchDraft) },
  );
  useOnReconnect(() => void push());

  useEffect(() => {
    const leave = () => {
      keep();
      void push();
    };
    isGone.current = false;
    const stop = onLeaving(async () => {
      keep();
      await push();
    });
    const onOnline = () => void push();
    window.addEventListener("pagehide", leave);
    window.addEventListener("online", onOnline);
    return () => {
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("online", onOnline);
      isGone.current = true;
      stop();
      leave();
    };
  }, [keep]);

  return { save, load };
}
