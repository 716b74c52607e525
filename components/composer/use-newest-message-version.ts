"use client";

import { useEffectEvent, useState } from "react";
import { useRoomEvents } from "@/components/realtime/use-channel";
import { api } from "@/lib/browser/api";
import { type Message, messageReplySchema } from "@/lib/messages/schema";

/** Returns the newest known state of a message, also when it is outside of the window of the timeline. */
export function useNewestMessageVersion(message: Message): Message {
  const [heard, setHeard] = useState(message);
  const hear = (next: Message) => setHeard((now) => (next.id !== now.id || next.rev > now.rev ? next : now));
  const ask = useEffectEvent(async () => {
    try {
      hear((await api(`/api/chat/messages/${message.id}`, { schema: messageReplySchema })).message);
    } catch {
      // The message stays as it was. The next event or connection asks again.
    }
  });
  useRoomEvents(
    [message.roomId],
    ({ name, payload }) => {
      if (name !== "message.changed") return;
      if (payload.message?.id === message.id) hear(payload.message);
      // The event is without its message, because that is too large. It may be this one.
      else if (!payload.message) void ask();
    },
    { onSubscribed: () => void ask() },
  );
  return heard.id === message.id && heard.rev > message.rev ? heard : message;
}
