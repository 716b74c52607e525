"use client";

import { Plus, Undo2 } from "lucide-react";
import { ActionSheet } from "@/components/ui/action-sheet";
import { Avatar } from "@/components/ui/avatar";
import type { Message } from "@/lib/messages/schema";
import { canReact } from "@/lib/reactions/policy";
import type { ShownReaction } from "@/lib/reactions/shown";
import { useConversation } from "../conversation-context";
import { toggleReaction } from "./react-to";
import { useReactors } from "./use-reactors";

type Props = { message: Message; reaction: ShownReaction; onClose: () => void };

/** Who reacted with an emoji, for fingers: one row for each person. */
export function ReactorsSheet({ message, reaction, onClose }: Props) {
  const { viewer, room } = useConversation();
  const { emoji, count, isOwn } = reaction;
  const others = (useReactors(message, reaction)?.people ?? []).filter(({ id }) => id !== viewer.id);
  const people = isOwn ? [viewer, ...others] : others;
  const toggle = {
    label: isOwn ? "Take back" : "React, too",
    Icon: isOwn ? Undo2 : Plus,
    run: () => toggleReaction(message, viewer.id, emoji),
  };
  return (
    <ActionSheet
      title={`Who reacted with ${emoji}`}
      description={`${emoji} ${count}`}
      actions={canReact(room, message) ? [toggle] : []}
      onClose={onClose}
    >
      <ul aria-label="People" className="max-h-[50dvh] overflow-y-auto">
        {people.map((person) => (
          <li key={person.id} className="flex h-12 items-center gap-3 px-3">
            <Avatar user={person} size={28} />
            <bdi className="truncate text-message">{person.displayName}</bdi>
          </li>
        ))}
        {people.length > 0 && people.length < count && (
          <li className="px-3 py-2 text-meta text-muted-foreground">and {count - people.length} more</li>
        )}
      </ul>
    </ActionSheet>
  );
}
