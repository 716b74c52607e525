"use client";

import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { editInputSchema } from "@/lib/messages/input-schema";
import { trimText } from "@/lib/text";
import { useConversation } from "./conversation-context";

/** The buttons of an edit whose message was deleted meanwhile: its text can be sent, copied or discarded. */
export function EditOfDeletedMessage({ body, onClose }: { body: string; onClose: () => void }) {
  const { canPost, sendText } = useConversation();
  const parsed = editInputSchema.safeParse({ body });
  const canSend = parsed.success && parsed.data.body !== "";
  return (
    <div className="flex flex-wrap items-center gap-2">
      {canPost && (
        <Button
          size="sm"
          disabled={!canSend}
          onClick={() => {
            sendText(trimText(body));
            onClose();
          }}
        >
          Send as a new message
        </Button>
      )}
      <CopyButton text={body} />
      <Button size="sm" variant="ghost" onClick={onClose}>
        Discard
      </Button>
    </div>
  );
}
