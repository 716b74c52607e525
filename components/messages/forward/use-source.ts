"use client";

import { useEffect, useState } from "react";
import { api } from "@/lib/browser/api";
import type { Forwarded } from "@/lib/forward/schema";
import { type Message, messageReplySchema } from "@/lib/messages/schema";

type Source = Forwarded["source"];

/** What is known of messages that came by an event, which says the same to everybody and so nothing of where it was. */
const asked = new Map<string, Promise<Source>>();
const ASKED_MAX = 200;
/** All who see the room hear of such a message at once, and ask within this time. */
const SPREAD_MS = 2000;

/** Where a forwarded message came from, as far as the reader may know that. Undefined until that is known. */
export function useSource({ id }: Message, forwarded: Forwarded): Source {
  const [found, setFound] = useState<{ id: string; source: Source }>();
  const isKnown = forwarded.source !== undefined;
  useEffect(() => {
    if (isKnown) return;
    let isWanted = true;
    const find = () =>
      void ask(id).then(
        (source) => isWanted && setFound({ id, source }),
        // Without it the message says who wrote it; the next look at the row asks again.
        () => asked.delete(id),
      );
    const timer = setTimeout(find, asked.has(id) ? 0 : Math.random() * SPREAD_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [id, isKnown]);
  return isKnown ? forwarded.source : found?.id === id ? found.source : undefined;
}

function ask(id: string): Promise<Source> {
  const known = asked.get(id);
  if (known) return known;
  if (asked.size >= ASKED_MAX) asked.clear();
  const asking = api(`/api/chat/messages/${id}`, { schema: messageReplySchema }).then(
    ({ message }) => message.forwarded?.source,
  );
  asked.set(id, asking);
  return asking;
}
