import { ApiError, api, fetchCode } from "../../browser/api.ts";
import { sleep } from "../../browser/sleep.ts";
import { inOneTab, openTabChannel } from "../../browser/tabs.ts";
import { type ConversationKey, conversationId } from "../conversation-key.ts";
import { historyReplySchema, messageReplySchema } from "../schema.ts";
import { Outbox } from "./outbox.ts";
import type { OutboxEntry, OutboxPorts } from "./ports.ts";
import { loadOutbox, outboxStore } from "./store.ts";

type Uploads = typeof import("../../uploads/browser/uploads.ts");

/** Short, because the author of the message waits for the answer. */
const FIND_TIMEOUT_MS = 5000;
const outboxes = new Map<string, Outbox>();
/** Tells the other tabs of this browser that a message is no longer to be sent. */
const tellTabs = openTabChannel("parley-outbox", (clientId: string) => {
  for (const outbox of outboxes.values()) outbox.forget(clientId);
  uploads?.forgetMessage(clientId);
});

/** Returns the outbox of a conversation in this tab. It outlives the screen, so that sending goes on. */
export function outboxOf(viewerId: string, conversation: ConversationKey): Outbox {
  const key = `${viewerId} ${conversationId(conversation)}`;
  const known = outboxes.get(key);
  if (known) return known;
  const outbox = new Outbox(portsOf(key));
  outboxes.set(key, outbox);
  return outbox;
}

/** Sends the messages that earlier pages of this person left unsent. */
export async function resumeOutboxes(viewerId: string): Promise<void> {
  const byOutbox = new Map<Outbox, OutboxEntry[]>();
  for (const entry of await loadOutbox(viewerId)) {
    const outbox = outboxOf(viewerId, entry);
    byOutbox.set(outbox, [...(byOutbox.get(outbox) ?? []), entry]);
  }
  for (const [outbox, entries] of byOutbox) outbox.restore(entries);
}

/** Ends all pauses between tries, because the connection is back. */
export function wakeOutboxes(): void {
  for (const outbox of outboxes.values()) outbox.wake();
  uploads?.wakeUploads();
}

/** Counts the messages of this person that have not reached the server. */
export async function countUnsent(viewerId: string): Promise<number> {
  return (await loadOutbox(viewerId)).length;
}

function portsOf(key: string): OutboxPorts {
  return {
    store: {
      ...outboxStore,
      put: async (entry) => {
        const isKept = await outboxStore.put(entry);
        // Other tabs still show the files in the draft.
        if (isKept && entry.files?.length) uploads?.uploadsOf(entry.viewerId).tellOfMessage(entry.clientId);
        return isKept;
      },
      remove: async (clientId) => {
        await outboxStore.remove(clientId);
        tellTabs(clientId);
        uploads?.forgetMessage(clientId);
      },
    },
    prepare: async ({ viewerId, clientId, files = [] }) =>
      (await loadUploads()).uploadsOf(viewerId).ready(clientId, files),
    now: () => Date.now(),
    pause: sleep,
    // Without Web Locks two tabs may send the same message; the server then stores the first.
    exclusively: (work) => inOneTab(`parley-outbox ${key}`, work),
    post,
    find: async ({ roomId, clientId }) => {
      const path = `/api/chat/rooms/${roomId}/messages?clientId=${clientId}`;
      const page = await api(path, { schema: historyReplySchema, timeoutMs: FIND_TIMEOUT_MS });
      return page.messages[0] ?? null;
    },
  };
}

async function post({ body, clientId, replyToId, roomId, rootId, inRoom, viewerId, files = [] }: OutboxEntry) {
  const uploads = files.length > 0 ? (await loadUploads()).uploadsOf(viewerId) : null;
  const attached = uploads && { files: uploads.attached(files) };
  const input = { body, clientId, rootId, inRoom, ...(replyToId && { replyToId }), ...attached };
  const path = `/api/chat/rooms/${roomId}/messages`;
  try {
    return (await api(path, { method: "POST", body: input, schema: messageReplySchema })).message;
  } catch (error) {
    // Files that the server has lost are uploaded anew when the author tries again.
    if (error instanceof ApiError && error.fields?.files) uploads?.renew(files);
    throw error;
  }
}

let uploads: Uploads | undefined;

/** Loads the code of uploads, with the first file that somebody attaches or that an earlier page left. */
export async function loadUploads(): Promise<Uploads> {
  uploads ??= await fetchCode(() => import("../../uploads/browser/uploads.ts"));
  return uploads;
}
