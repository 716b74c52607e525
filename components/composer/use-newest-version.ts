"use client";

import { useEffectEvent, useState } from "react";
import { useRoomEvents } from "@/components/realtime/use-channel";
import { api } from "@/lib/browser/api";
import { type Message, messageReplySchema } from "@/lib/messages/schema";

/** A message in the newest state that was heard of: also when the timeline has left it behind. */
export function useNewestVersion(message: Message): Message {
  const [heard, setHeard] = useState(message);
  const hear = (next: Message) => setHeard((now) => (next.id !== now.id || next.rev > now.rev ? next : now));
  const ask = useEffectEvent(async () => {
    try {
      hear((await api(`/api/chat/messages/${message.id}`, { schema: messageReplySchema })).message);
    } catch {
      // It stays as it was; the next event or connection asks again.
    }
  });
  useRoomEvents(
    [message.roomId],
    ({ name, payload }) => {
      if (name !== "message.changed") return;
      if (payload.message?.id === message.id) hear(payload.message);
      // Too large to be told: it may be this one.
      else if (!payload.message) void ask();
    },
    { onSubscribed: () => void ask() },
  );
  return heard.id === message.id && heard.rev > message.rev ? heard : message;
}
