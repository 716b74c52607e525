import { ApiError, api, fetchCode } from "../../browser/api.ts";
import { sleep } from "../../browser/sleep.ts";
import { inOneTab, openTabChannel } from "../../browser/tabs.ts";
import { type ConversationKey, conversationId } from "../conversation-key.ts";
import { historyReplySchema, messageReplySchema } from "../schema.ts";
import { Outbox } from "./outbox.ts";
import type { OutboxEntry, OutboxPorts } from "./ports.ts";
import { loadOutbox, outboxStore } from "./store.ts";

type Uploads = typeof import("../../uploads/browser/uploads.ts");

/** Its author waits for the answer. */
const FIND_TIMEOUT_MS = 5000;
const outboxes = new Map<string, Outbox>();
/** Tells the other tabs of this browser which messages are no longer to be sent. */
const tellTabs = openTabChannel("parley-outbox", (clientId: string) => {
  for (const outbox of outboxes.values()) outbox.forget(clientId);
  uploads?.forgetMessage(clientId);
});

/** The conversation's outbox in this tab. It outlives its screen: sending goes on while another one is read. */
export function outboxOf(viewerId: string, conversation: ConversationKey): Outbox {
  const key = `${viewerId} ${conversationId(conversation)}`;
  const known = outboxes.get(key);
  if (known) return known;
  const outbox = new Outbox(portsOf(key));
  outboxes.set(key, outbox);
  return outbox;
}

/** Sends what earlier pages of this person left behind. */
export async function resumeOutboxes(viewerId: string): Promise<void> {
  const byOutbox = new Map<Outbox, OutboxEntry[]>();
  for (const entry of await loadOutbox(viewerId)) {
    const outbox = outboxOf(viewerId, entry);
    byOutbox.set(outbox, [...(byOutbox.get(outbox) ?? []), entry]);
  }
  for (const [outbox, entries] of byOutbox) outbox.restore(entries);
}

/** The connection is back. */
export function wakeOutboxes(): void {
  for (const outbox of outboxes.values()) outbox.wake();
  uploads?.wakeUploads();
}

/** How many messages of this person have not reached the server. */
export async function countUnsent(viewerId: string): Promise<number> {
  return (await loadOutbox(viewerId)).length;
}

function portsOf(key: string): OutboxPorts {
  return {
    store: {
      ...outboxStore,
      put: async (entry) => {
        const isKept = await outboxStore.put(entry);
        // In other tabs its files are still the draft's.
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
    // Where two tabs send the same message all the same, the server keeps the first.
    exclusively: (work) => inOneTab(`parley-outbox ${key}`, work),
    post,
    find: async ({ roomId, clientId }) => {
      const path = `/api/chat/rooms/${roomId}/messages?clientId=${clientId}`;
      const page = await api(path, { schema: historyReplySchema, timeoutMs: FIND_TIMEOUT_MS });
      return page.messages[0] ?? null;
    },
  };
}

async function post({ body, clientId, replyToId, roomId, viewerId, files = [] }: OutboxEntry) {
  const uploads = files.length > 0 ? (await loadUploads()).uploadsOf(viewerId) : null;
  const attached = uploads && { files: uploads.attached(files) };
  const input = { body, clientId, ...(replyToId && { replyToId }), ...attached };
  const path = `/api/chat/rooms/${roomId}/messages`;
  try {
    return (await api(path, { method: "POST", body: input, schema: messageReplySchema })).message;
  } catch (error) {
    // What the server has lost is uploaded anew when its author tries again.
    if (error instanceof ApiError && error.fields?.files) uploads?.renew(files);
    throw error;
  }
}

let uploads: Uploads | undefined;

/** What uploads is loaded with the first file that somebody attaches, or that an earlier page left. */
export async function loadUploads(): Promise<Uploads> {
  uploads ??= await fetchCode(() => import("../../uploads/browser/uploads.ts"));
  return uploads;
}
