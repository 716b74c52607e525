"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { MenuButton } from "@/components/ui/menu-button";
import { onDemand } from "@/components/ui/on-demand";
import { Tooltip } from "@/components/ui/tooltip";
import type { Message } from "@/lib/messages/schema";
import { canReact } from "@/lib/reactions/policy";
import { useConversation } from "./conversation-context";
import { AddReaction } from "./reactions/add-reaction";
import { QuickReactions } from "./reactions/quick-reactions";
import { useMessageActions } from "./use-message-actions";

const MessageMenu = onDemand(() => import("./message-menu").then((module) => module.MessageMenu));

/** How many emoji are in the bar itself. */
const QUICK_MAX = 3;

type ToolbarProps = {
  message: Message;
  onOpenChange: (open: boolean) => void;
};

/** The bar over a hovered or focused message, with the most wanted actions and the menu of all. */
export function MessageToolbar({ message, onOpenChange }: ToolbarProps) {
  const { room } = useConversation();
  return (
    <div
      role="toolbar"
      aria-label="Message actions"
      className="absolute inset-e-4 -top-3.5 z-10 flex rounded-control border border-border bg-popover p-0.5 shadow-raised"
    >
      {canReact(room, message) && (
        <>
          <QuickReactions
            message={message}
            max={QUICK_MAX}
            className="grid size-7 place-items-center rounded-control text-base hover:bg-accent pointer-coarse:size-11"
          />
          <AddReaction
            message={message}
            onOpenChange={onOpenChange}
            className="grid size-7 place-items-center rounded-control text-muted-foreground hover:bg-accent hover:text-foreground pointer-coarse:size-11"
          />
        </>
      )}
      {useMessageActions(message, "toolbar").map(({ id, label, Icon, run }) => (
        <Tooltip key={id} content={label}>
          <Button
            variant="ghost"
            size="icon"
            className="size-7 text-muted-foreground hover:text-foreground"
            aria-label={label}
            onClick={run}
          >
            <Icon aria-hidden />
          </Button>
        </Tooltip>
      ))}
      <ActionMenu message={message} onOpenChange={onOpenChange} />
    </div>
  );
}

function ActionMenu({ message, onOpenChange }: ToolbarProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <MenuButton
      menu={(state) => <MessageMenu {...state} message={message} />}
      onNear={MessageMenu.preload}
      open={isOpen}
      onOpenChange={(open) => {
        setOpen(open);
        onOpenChange(open);
      }}
    >
      <Button
        variant="ghost"
        size="icon"
        className="size-7 text-muted-foreground hover:text-foreground"
        aria-label="More actions"
      >
        <Ellipsis aria-hidden />
      </Button>
    </MenuButton>
  );
}
