"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { knownRoomGroups } from "@/components/user-groups/room-groups";
import { mentionsEverybody, mentionsOf } from "@/lib/messages/text/mentions-of";
import { ASK_BEYOND, canMentionAll, MAY_NOT_MENTION_ALL } from "@/lib/rooms/mention-policy";
import type { Actor } from "@/lib/rooms/policy";
import type { Room } from "@/lib/rooms/schema";
import { largestCalled } from "./large-groups";

type QuestionProps = {
  body: string;
  room: Room;
  viewer: Actor;
  /** What is in a thread alone is told to those who follow it, and never asked about. */
  isToRoom: boolean;
  /** Called once, with whether the message is to be sent. */
  onAnswer: (isSent: boolean) => void;
};

/** Asks before a message calls many people, says when its author may not, and lets every other message pass. */
export function MentionAllQuestion({ body, room, viewer, isToRoom, onAnswer }: QuestionProps) {
  // It is decided once: a question that went away by itself, as when somebody leaves the room, would never be answered.
  const [{ isForbidden, others, group, isAsking }] = useState(() => {
    const isToAll = mentionsEverybody(mentionsOf(body));
    const group = isToAll ? undefined : largestCalled(body, knownRoomGroups(room.id));
    const others = group?.reach ?? room.memberCount - 1;
    const isForbidden = isToAll && !canMentionAll(viewer, room);
    const isToMany = group !== undefined || (isToAll && !isForbidden && isToRoom && others > ASK_BEYOND);
    return { isForbidden, others, group, isAsking: isToMany };
  });
  const isAnswered = useRef(false);
  function answer(isSent: boolean) {
    if (isAnswered.current) return;
    isAnswered.current = true;
    onAnswer(isSent);
  }
  const pass = useEffectEvent(() => {
    if (isAsking) return;
    if (isForbidden) toast.error(MAY_NOT_MENTION_ALL);
    answer(!isForbidden);
  });
  useEffect(() => pass(), []);
  if (!isAsking) return null;
  return (
    <ConfirmDialog
      isLikely
      title={`Notify ${others.toLocaleString()} people?`}
      description={
        <>
          Your message mentions {group ? <bdi>@{group.handle}</bdi> : "everyone"} in <bdi>{room.name}</bdi>.
        </>
      }
      action="Send"
      onConfirm={() => answer(true)}
      onClose={() => answer(false)}
    />
  );
}
