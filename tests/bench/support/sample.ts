import { createId } from "@/lib/ids.ts";

const roomId = createId();
const authorId = createId();

/** The payload that Parley would publish for a message with this text: the same fields, as long. */
export function samplePayload(text: string): string {
  const author = { id: authorId, username: "bench000000000000001", displayName: "Bench" };
  const message = {
    id: createId(),
    roomId,
    seq: 1000,
    rev: 1000,
    kind: "USER",
    body: text,
    author,
    clientId: "00000000-0000-4000-8000-000000000000",
    system: null,
    replyToId: null,
    createdAt: "2026-01-01T00:00:00.000Z",
    editedAt: null,
    deletedAt: null,
  };
  return JSON.stringify({ roomId, rev: 1000, message });
}

/** The whole frame, ready to be sent to everybody. */
export function sampleFrame(channel: string, text: string): string {
  return JSON.stringify({ event: "message.changed", channel, data: samplePayload(text) });
}
