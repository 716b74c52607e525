import { api } from "@/lib/http/api";
import { Outbox } from "@/lib/messages/outbox";
import { messageReplySchema } from "@/lib/messages/schema";

const outboxes = new Map<string, Outbox>();

/** The room's outbox in this tab. It outlives the room's screen: sending goes on while another room is read. */
export function outboxOf(viewerId: string, roomId: string): Outbox {
  const key = `${viewerId} ${roomId}`;
  const known = outboxes.get(key);
  if (known) return known;
  const outbox = new Outbox({
    now: () => Date.now(),
    pause,
    post: async ({ body, clientId, replyToId }) => {
      const path = `/api/chat/rooms/${roomId}/messages`;
      const input = { body, clientId, ...(replyToId && { replyToId }) };
      return (await api(path, { method: "POST", body: input, schema: messageReplySchema })).message;
    },
  });
  outboxes.set(key, outbox);
  return outbox;
}

/** Ends early when the network is back: nobody should wait for a timer then. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
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
