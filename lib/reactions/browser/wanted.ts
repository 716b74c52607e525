import type { Message } from "../../messages/schema.ts";

/** What the viewer wants of a message and the server has not answered yet: whether each emoji is to be theirs. */
export type Wanted = ReadonlyMap<string, boolean>;

let all: ReadonlyMap<string, Wanted> = new Map();
const changeListeners = new Set<() => void>();
const replyListeners = new Set<(message: Message) => void>();

/** Returns the same object until the wishes for this message change. */
export const wantedOf = (messageId: string): Wanted | undefined => all.get(messageId);

export function setWanted(next: ReadonlyMap<string, Wanted>): void {
  all = next;
  for (const listener of changeListeners) listener();
}

export function onWantedChange(listener: () => void): () => void {
  changeListeners.add(listener);
  return () => changeListeners.delete(listener);
}

/** Tells the message of the server's answer to whoever shows it. */
export function tellReply(message: Message): void {
  for (const listener of replyListeners) listener(message);
}

export function onReactionReply(listener: (message: Message) => void): () => void {
  replyListeners.add(listener);
  return () => replyListeners.delete(listener);
}
