"use client";

import { SmilePlus } from "lucide-react";
import { useState } from "react";
import { ActionSheet } from "@/components/ui/action-sheet";
import { onDemand } from "@/components/ui/on-demand";
import { DELETED_TEXT } from "@/lib/messages/deleted-text";
import type { Message } from "@/lib/messages/schema";
import { summaryOf } from "@/lib/messages/summary";
import { canReact } from "@/lib/reactions/policy";
import { useConversation } from "./conversation-context";
import { QuickReactions } from "./reactions/quick-reactions";
import { addReaction } from "./reactions/react-to";
import { useMessageActions } from "./use-message-actions";

const ReactionSheet = onDemand(() => import("./reactions/reaction-sheet").then((module) => module.ReactionSheet), {
  isRare: true,
});

/** The length of the excerpt over the actions, in characters. */
const EXCERPT_MAX = 120;
/** As many emoji as a phone's width has room for, beside the button for all. */
const QUICK_MAX = 6;
const EMOJI = "grid size-11 place-items-center rounded-full bg-muted text-xl active:bg-accent";

/** The sheet of a message that a long press opens. */
export function MessageSheet({ message, onClose }: { message: Message; onClose: () => void }) {
  const { viewer, room } = useConversation();
  const [isPicking, setPicking] = useState(false);
  const actions = useMessageActions(message, "sheet");
  if (isPicking)
    return <ReactionSheet onChoose={(emoji) => addReaction(message, viewer.id, emoji)} onClose={onClose} />;
  return (
    <ActionSheet
      title="Message actions"
      description={message.deletedAt === null ? summaryOf(message, EXCERPT_MAX) : DELETED_TEXT.timeline}
      actions={actions}
      onClose={onClose}
    >
      {canReact(room, message) && (
        <fieldset aria-label="React" className="flex min-w-0 justify-between px-3 pb-2">
          <QuickReactions message={message} max={QUICK_MAX} className={EMOJI} onChosen={onClose} />
          <button type="button" aria-label="Add reaction" className={EMOJI} onClick={() => setPicking(true)}>
            <SmilePlus aria-hidden className="size-5 text-muted-foreground" />
          </button>
        </fieldset>
      )}
    </ActionSheet>
  );
}
