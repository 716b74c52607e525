import { ApiError, api } from "../../browser/api.ts";
import { type ConversationKey, conversationId, parseConversationId } from "../../messages/conversation-key.ts";
import { draftReplySchema } from "../schema.ts";

const PREFIX = "parley:draft:";
/** A log-out waits at most this long for drafts to be saved. */
const SAVE_TIMEOUT_MS = 5000;

/** A draft as this browser stores it; `isUnsaved` until the server has it. */
export type KeptDraft = { body: string; editedAt: string; isUnsaved: boolean };

export const NO_DRAFT: KeptDraft = { body: "", editedAt: "", isUnsaved: false };

const savers = new Set<() => Promise<void>>();
let isOver = false;

const keyOf = (viewerId: string, conversation: ConversationKey): string =>
  `${PREFIX}${viewerId}:${conversationId(conversation)}`;

/** Returns the API path of the viewer's draft in a conversation; the body names the thread. */
export function draftPath({ roomId }: ConversationKey): string {
  return `/api/chat/rooms/${roomId}/draft`;
}

/** Reads a draft from this browser's storage. */
export function readKeptDraft(viewerId: string, conversation: ConversationKey): KeptDraft {
  return read(keyOf(viewerId, conversation));
}

/**
 * Stores a draft in this browser, so that it survives a reload. After a log-out only drafts that the server does not
 * have are stored.
 */
export function keepDraft(viewerId: string, conversation: ConversationKey, draft: KeptDraft): void {
  write(keyOf(viewerId, conversation), draft);
}

/** Registers a function that saves what is being typed when somebody logs out. Returns a function that removes it. */
export function onLeaving(save: () => Promise<void>): () => void {
  savers.add(save);
  return () => savers.delete(save);
}

/** The viewer's drafts that the server does not have yet. */
export function listUnsavedDrafts(viewerId: string): (ConversationKey & KeptDraft)[] {
  return keysOf(viewerId).flatMap((key) => {
    const draft = read(key);
    return draft.isUnsaved ? [{ ...conversationOf(key), ...draft }] : [];
  });
}

/**
 * Sends the drafts that the server does not have yet. A draft that cannot be sent stays in this browser for its author.
 */
export async function saveKeptDrafts(viewerId: string): Promise<void> {
  await Promise.allSettled([...savers].map((save) => save()));
  await Promise.allSettled(keysOf(viewerId).map((key) => save(key)));
}

/** Removes the drafts that the server has from this browser, now and when the page that shows them is left. */
export function forgetSavedDrafts(viewerId: string): void {
  isOver = true;
  for (const key of keysOf(viewerId)) write(key, read(key));
}

async function save(key: string): Promise<void> {
  const draft = read(key);
  if (!draft.isUnsaved) return;
  const conversation = conversationOf(key);
  const path = draftPath(conversation);
  const body = { rootId: conversation.rootId, body: draft.body, editedAt: draft.editedAt };
  try {
    await api(path, { method: "PUT", body, schema: draftReplySchema, timeoutMs: SAVE_TIMEOUT_MS });
  } catch (error) {
    // The person has left this draft's room, so it can never be sent.
    if (!(error instanceof ApiError) || error.status !== 404) throw error;
  }
  if (read(key).editedAt === draft.editedAt) write(key, { ...draft, isUnsaved: false });
}

const conversationOf = (key: string): ConversationKey => parseConversationId(key.split(":")[3] ?? "");

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
    // When the storage is full or forbidden, the text stays in the field and is still sent to the server.
  }
}
