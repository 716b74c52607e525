"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { ConversationKey } from "@/lib/messages/conversation-key";
import { realtime } from "@/lib/realtime/browser/client";
import { roomPresenceChannel } from "@/lib/realtime/channels";
import { presenceInfoSchema, TYPING_EVENT, TYPING_REPEAT_MS, TYPING_TIMEOUT_MS } from "@/lib/realtime/events";

type Person = { id: string; username: string; displayName: string };

/** Knows who else has the room on screen, and who of them is typing in this conversation of it. */
export function useRoomPresence({ roomId, rootId }: ConversationKey, viewerId: string) {
  const [present, setPresent] = useState<ReadonlyMap<string, Person>>(new Map());
  const [typing, setTyping] = useState<readonly string[]>([]);
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  const lastSent = useRef(0);

  const stopTyping = useCallback((userId: string) => {
    clearTimeout(timers.current.get(userId));
    if (timers.current.delete(userId)) setTyping((ids) => ids.filter((id) => id !== userId));
  }, []);

  useEffect(() => {
    const running = timers.current;
    const stop = realtime.channels.listen(roomPresenceChannel(roomId), {
      onMembers: (members) => setPresent(peopleOf(members)),
      // The sender is the person whom the socket was authorised as, whatever the payload says.
      onEvent: (name, data, userId) => {
        if (name !== TYPING_EVENT || !userId || userId === viewerId) return;
        // The name that the sender gave the thread is only compared.
        if ((data as ConversationKey | null)?.rootId !== rootId) return;
        const isNew = !running.has(userId);
        clearTimeout(running.get(userId));
        running.set(
          userId,
          setTimeout(() => stopTyping(userId), TYPING_TIMEOUT_MS),
        );
        if (isNew) setTyping((ids) => [...ids, userId]);
      },
    });
    return () => {
      stop();
      for (const timer of running.values()) clearTimeout(timer);
      running.clear();
      setTyping([]);
      setPresent(new Map());
    };
  }, [roomId, rootId, viewerId, stopTyping]);

  /** Tells the others that the viewer is typing, at most once in a while. */
  const tellTyping = useCallback(() => {
    if (Date.now() - lastSent.current < TYPING_REPEAT_MS) return;
    if (realtime.trigger(roomPresenceChannel(roomId), TYPING_EVENT, { rootId })) lastSent.current = Date.now();
  }, [roomId, rootId]);
  /** Has the next letter after a sent message tell the others at once. */
  const resetTyping = useCallback(() => {
    lastSent.current = 0;
  }, []);

  const people = typing.map((id) => present.get(id)).filter((person) => person !== undefined);
  return { present, typing: people, stopTyping, tellTyping, resetTyping };
}

function peopleOf(members: Map<string, unknown>): Map<string, Person> {
  const people = new Map<string, Person>();
  for (const [id, info] of members) {
    const parsed = presenceInfoSchema.safeParse(info);
    if (parsed.success) people.set(id, { id, ...parsed.data });
  }
  return people;
}
