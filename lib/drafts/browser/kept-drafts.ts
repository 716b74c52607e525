import { ApiError, api } from "../../browser/api.ts";
import { type ConversationKey, conversationId, parseConversationId } from "../../messages/conversation-key.ts";
import { draftReplySchema } from "../schema.ts";

const PREFIX = "parley:draft:";
/** Whoever logs out waits for this at most. */
const SAVE_TIMEOUT_MS = 5000;

/** What was typed last, and whether the server has yet to hear of it. */
export type KeptDraft = { body: string; editedAt: string; isUnsaved: boolean };

export const NO_DRAFT: KeptDraft = { body: "", editedAt: "", isUnsaved: false };

const savers = new Set<() => Promise<void>>();
let isOver = false;

const keyOf = (viewerId: string, conversation: ConversationKey): string =>
  `${PREFIX}${viewerId}:${conversationId(conversation)}`;

/** Where the server keeps what the viewer is writing in a conversation. */
export function draftPath({ roomId }: ConversationKey): string {
  return `/api/chat/rooms/${roomId}/draft`;
}

/** The draft that this browser kept. */
export function readKeptDraft(viewerId: string, conversation: ConversationKey): KeptDraft {
  return read(keyOf(viewerId, conversation));
}

/** Keeps a draft over reloads; once the session is over only while the server has not got it. */
export function keepDraft(viewerId: string, conversation: ConversationKey, draft: KeptDraft): void {
  write(keyOf(viewerId, conversation), draft);
}

/** Has `save` bring to the server what is being typed when somebody logs out. Returns how to stop. */
export function onLeaving(save: () => Promise<void>): () => void {
  savers.add(save);
  return () => savers.delete(save);
}

/** Brings to the server what it has not heard of yet. What cannot be saved stays here, for its author. */
export async function saveKeptDrafts(viewerId: string): Promise<void> {
  await Promise.allSettled([...savers].map((save) => save()));
  await Promise.allSettled(keysOf(viewerId).map((key) => save(key)));
}

/** Takes out of this browser what the server has, now and when the page that shows it goes. */
export function forgetSavedDrafts(viewerId: string): void {
  isOver = true;
  for (const key of keysOf(viewerId)) write(key, read(key));
}

async function save(key: string): Promise<void> {
  const draft = read(key);
  if (!draft.isUnsaved) return;
  const path = draftPath(parseConversationId(key.split(":")[3] ?? ""));
  const body = { body: draft.body, editedAt: draft.editedAt };
  try {
    await api(path, { method: "PUT", body, schema: draftReplySchema, timeoutMs: SAVE_TIMEOUT_MS });
  } catch (error) {
    // Of a room that they are no longer in: nobody can ever send it.
    if (!(error instanceof ApiError) || error.status !== 404) throw error;
  }
  if (read(key).editedAt === draft.editedAt) write(key, { ...draft, isUnsaved: false });
}

function keysOf(viewerId: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(`${PREFIX}${viewerId}:`));
  } catch {
    return [];
  }
}

function read(key: string): KeptDraft {
  try {
    return { ...NO_DRAFT, ...JSON.parse(localStorage.getItem(key) ?? "{}") };
  } catch {
    return NO_DRAFT;
  }
}

function write(key: string, draft: KeptDraft): void {
  try {
    if (!draft.isUnsaved && (draft.body === "" || isOver)) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // Storage is full or forbidden: the text stays in the field, and goes to the server.
  }
}
