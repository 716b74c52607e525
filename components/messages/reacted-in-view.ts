import { useEffect } from "react";
import { createStore } from "@/lib/browser/store";
import type { Message } from "@/lib/messages/schema";

/** One's own message that others have reacted to. Its `rev` changes with the reactions. */
export type Reacted = { messageId: string; rev: number; seq: number };

const lists = new Map<object, readonly Reacted[]>();

/** Those of one's messages on screen that have reactions of others. The same array until that changes. */
export const reactedInView = createStore<readonly Reacted[]>([]);

/** Tells which of the viewer's messages between these two are on screen with reactions of others. */
export function useReactedInView(
  messages: readonly Message[],
  viewerId: string,
  { firstSeq, lastSeq }: { firstSeq: number | null; lastSeq: number | null },
): void {
  useEffect(() => {
    const owner = {};
    if (firstSeq !== null && lastSeq !== null)
      keep(
        owner,
        messages
          .filter(({ author, seq }) => author.id === viewerId && seq >= firstSeq && seq <= lastSeq)
          .filter(({ reactions }) => reactions.some(({ count, userIds }) => count > Number(userIds.includes(viewerId))))
          .map(({ id, rev, seq }) => ({ messageId: id, rev, seq })),
      );
    return () => keep(owner, []);
  }, [messages, viewerId, firstSeq, lastSeq]);
}

function keep(owner: object, list: readonly Reacted[]): void {
  const had = lists.get(owner)?.length ?? 0;
  if (list.length > 0) lists.set(owner, list);
  else lists.delete(owner);
  if (had === 0 && list.length === 0) return;
  reactedInView.set([...lists.values()].flat());
}
