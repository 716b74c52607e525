import type { ConversationKey } from "../conversation-key.ts";
import type { Message } from "../schema.ts";
import type { PendingMessage } from "../timeline.ts";
import type { OutboxStore } from "./store.ts";

/** A message that could not be stored for so long is shown as waiting, and for what; it goes by itself all the same. */
export const PATIENCE_MS = 20_000;

/** Who wrote an unsent message, and in which conversation. */
export type OutboxOwner = ConversationKey & { viewerId: string };

/** What is kept of an unsent message. `isRefused`: the server said no, so only its author can do something about it. */
export type OutboxEntry = PendingMessage & OutboxOwner & { queuedAt: number; isRefused: boolean };

export type OutboxListener = {
  /** An entry was queued, is on its way again, or could not be sent yet. */
  onChanged: (entry: PendingMessage) => void;
  onSent: (message: Message) => void;
  /** It was sent or discarded by another tab: the timeline learns the rest from its room. */
  onGone: (clientId: string) => void;
};

/** What an outbox needs of its surroundings; the tests have their own. */
export type OutboxPorts = {
  store: OutboxStore;
  /** Resolves when the server has the message's files; throws `ApiError` when it refused one. Safe to repeat. */
  prepare: (entry: OutboxEntry) => Promise<void>;
  /** Stores one message on the server. Safe to repeat: it knows the clientId. */
  post: (entry: OutboxEntry) => Promise<Message>;
  /** The message that the server has stored under the clientId, if any. Throws `ApiError`. */
  find: (entry: OutboxEntry) => Promise<Message | null>;
  /** Runs `work` in one tab of this browser at a time. */
  exclusively: <T>(work: () => Promise<T>) => Promise<T>;
  now: () => number;
  /** Resolves after `ms`, when the network is back, or when `signal` is aborted. */
  pause: (ms: number, signal?: AbortSignal) => Promise<void>;
};
