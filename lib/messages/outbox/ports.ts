import type { ConversationKey } from "../conversation-key.ts";
import type { Message } from "../schema.ts";
import type { PendingMessage } from "../timeline.ts";
import type { OutboxStore } from "./store.ts";

/** A message that has failed for longer than this is shown as waiting, with a reason. It is still sent by itself. */
export const PATIENCE_MS = 20_000;

/** The author and the conversation of an unsent message. */
export type OutboxOwner = ConversationKey & { viewerId: string };

/** An unsent message as it is stored. When `isRefused`, the server has refused it and its author must decide. */
export type OutboxEntry = PendingMessage & OutboxOwner & { queuedAt: number; isRefused: boolean };

export type OutboxListener = {
  /** A message was queued, is being sent again, or could not be sent yet. */
  onChanged: (entry: PendingMessage) => void;
  onSent: (message: Message) => void;
  /** Another tab has sent or discarded the message. The room's events tell the timeline which of the two. */
  onGone: (clientId: string) => void;
};

/** The functions of the browser and the server that an outbox uses. Tests pass their own. */
export type OutboxPorts = {
  store: OutboxStore;
  /** Resolves when the server has the message's files; throws `ApiError` when it refused one. Safe to repeat. */
  prepare: (entry: OutboxEntry) => Promise<void>;
  /** Stores one message on the server. It is safe to repeat, because the server knows the clientId. */
  post: (entry: OutboxEntry) => Promise<Message>;
  /** Finds the message that the server has stored under the clientId. Throws `ApiError`. */
  find: (entry: OutboxEntry) => Promise<Message | null>;
  /** Runs `work` in one tab of this browser at a time. */
  exclusively: <T>(work: () => Promise<T>) => Promise<T>;
  now: () => number;
  /** Resolves after `ms`, when the network is back, or when `signal` is aborted. */
  pause: (ms: number, signal?: AbortSignal) => Promise<void>;
};
