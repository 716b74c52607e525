"use client";

import { useEffect, useSyncExternalStore } from "react";
import { useViewer } from "@/components/chats/chat-list-provider";
import { nearSaved, savedDeed } from "@/components/messages/saved/saved-deed";
import { useUserEvents } from "@/components/realtime/use-channel";
import { errorMessageOf } from "@/components/ui/form-errors";
import { onDemand } from "@/components/ui/on-demand";
import { toast } from "@/components/ui/toast";
import { api, fetchCode } from "@/lib/browser/api";
import { hasKeptWishes } from "@/lib/browser/kept-wishes";
import { savedState } from "@/lib/saved/browser/saved-state";
import { savedIdsReplySchema } from "@/lib/saved/ids-schema";
import { quietUntil } from "@/lib/users/quiet";
import { loadRare } from "./load-dialogs";

const RemindDialog = onDemand(() => loadRare().then((module) => module.RemindDialog), { isRare: true });

/** Knows which messages are saved, does what is chosen of them, and says that a reminder came. */
export function SavedHost() {
  const { id, doNotDisturbUntil } = useViewer();
  const chosen = useSyncExternalStore(savedDeed.subscribe, savedDeed.get, () => null);
  const isNear = useSyncExternalStore(nearSaved.subscribe, nearSaved.get, () => false);
  // Also what an earlier page has left is sent once somebody is near the messages, or has written.
  useEffect(() => {
    if (isNear || hasKeptWishes("saved")) void loadRare().then(({ resumeSaved }) => resumeSaved(id), nothing);
  }, [isNear, id]);
  useEffect(() => {
    if (!chosen || chosen.deed === "remind") return;
    savedDeed.set(null);
    fetchCode(loadRare).then(
      ({ doSaved }) => doSaved(id, chosen),
      (fault) => toast.error(errorMessageOf(fault)),
    );
  }, [chosen, id]);
  useUserEvents(
    ({ name, payload }) => {
      if (name !== "saved.changed") return;
      ask();
      // While nothing is to disturb, it waits in Activity.
      if (payload.reminded && document.visibilityState === "visible" && !quietUntil(doNotDisturbUntil))
        void loadRare().then(({ tellReminder }) => tellReminder(payload.messageId), nothing);
    },
    { onSubscribed: ask },
  );
  return chosen?.deed === "remind" && <RemindDialog key={chosen.messageId} {...chosen} />;
}

const nothing = () => {};

let turn = 0;

/** What fails is asked again after the connection is back; an answer from before a later question is dropped. */
function ask(): void {
  turn += 1;
  const own = turn;
  void api("/api/chat/saved/ids", { schema: savedIdsReplySchema }).then(({ messageIds }) => {
    if (own === turn) savedState.set({ ...savedState.get(), known: new Set(messageIds) });
  }, nothing);
}
