import { ApiError, api, fetchCode } from "../../browser/api.ts";
import { historyReplySchema, messageReplySchema } from "../schema.ts";
import { Outbox } from "./outbox.ts";
import { type OutboxEntry, type OutboxPorts, withJitter } from "./ports.ts";
import { loadOutbox, outboxStore } from "./store.ts";

type Uploads = typeof import("../../uploads/browser/uploads.ts");

/** Its author waits for the answer. */
const FIND_TIMEOUT_MS = 5000;
const outboxes = new Map<string, Outbox>();
/** Tells the other tabs of this browser which messages are no longer to be sent. */
const news = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("parley-outbox");
if (news) {
  news.onmessage = ({ data }) => {
    for (const outbox of outboxes.values()) outbox.forget(String(data));
    uploads?.forgetMessage(String(data));
  };
}

/** The room's outbox in this tab. It outlives the room's screen: sending goes on while another room is read. */
export function outboxOf(viewerId: string, roomId: string): Outbox {
  const key = `${viewerId} ${roomId}`;
  const known = outboxes.get(key);
  if (known) return known;
  const outbox = new Outbox(worldOf(key));
  outboxes.set(key, outbox);
  return outbox;
}

/** Sends what earlier pages of this person left behind. */
export async function resumeOutboxes(viewerId: string): Promise<void> {
  const byRoom = new Map<string, Awaited<ReturnType<typeof loadOutbox>>>();
  for (const entry of await loadOutbox(viewerId))
    byRoom.set(entry.roomId, [...(byRoom.get(entry.roomId) ?? []), entry]);
  for (const [roomId, entries] of byRoom) outboxOf(viewerId, roomId).restore(entries);
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

function worldOf(key: string): OutboxPorts {
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
        news?.postMessage(clientId);
        uploads?.forgetMessage(clientId);
      },
    },
    prepare: async ({ viewerId, clientId, files = [] }) =>
      (await loadUploads()).uploadsOf(viewerId).ready(clientId, files),
    now: () => Date.now(),
    pause,
    // Web Locks need https or localhost; without them two tabs may both send, and the server keeps the first.
    exclusively: (work) => (navigator.locks ? navigator.locks.request(`parley-outbox ${key}`, work) : work()),
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

/** Ends early when the network is back: nobody should wait for a timer then. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, withJitter(ms));
    window.addEventListener("online", done);
  });
}

/** A UUID; `crypto.randomUUID` is missing on plain http, which is how a server on a local network is reached. */
export function createClientId(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
