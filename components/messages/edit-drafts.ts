import { type ConversationKey, conversationId } from "@/lib/messages/conversation-key";
import * as z from "@/lib/z";

/** The unfinished edits of one conversation. */
const editDraftsSchema = z.object({
  openId: z.nullable(z.string()),
  texts: z.record(z.string(), z.object({ seq: z.int(), body: z.string() })),
});
type EditDrafts = z.infer<typeof editDraftsSchema>;

const NOTHING: EditDrafts = { openId: null, texts: {} };
/** A cache of the storage. Where the browser stores nothing, the edits last as long as the page. */
const draftsByKey = new Map<string, EditDrafts>();

/** The keys begin like those of drafts, so that logging out clears the edits too. */
const keyOf = (viewerId: string, conversation: ConversationKey) =>
  `parley:draft:${viewerId}:${conversationId(conversation)}:edits`;

export function readEditDrafts(viewerId: string, conversation: ConversationKey): EditDrafts {
  const key = keyOf(viewerId, conversation);
  const known = draftsByKey.get(key);
  if (known) return known;
  const found = read(key);
  draftsByKey.set(key, found);
  return found;
}

/** Stores the text of an edit. Null removes it. */
export function keepEditDraft(
  viewerId: string,
  conversation: ConversationKey,
  messageId: string,
  edit: { seq: number; body: string } | null,
): void {
  const { openId, texts } = readEditDrafts(viewerId, conversation);
  const { [messageId]: _, ...others } = texts;
  write(keyOf(viewerId, conversation), { openId, texts: edit ? { ...others, [messageId]: edit } : others });
}

/** Stores which edit is open. */
export function openEditDraft(viewerId: string, conversation: ConversationKey, openId: string | null): void {
  write(keyOf(viewerId, conversation), { ...readEditDrafts(viewerId, conversation), openId });
}

function read(key: string): EditDrafts {
  try {
    return editDraftsSchema.parse(JSON.parse(localStorage.getItem(key) ?? "null"));
  } catch {
    return NOTHING;
  }
}

function write(key: string, next: EditDrafts): void {
  draftsByKey.set(key, next);
  try {
    if (next.openId === null && Object.keys(next.texts).length === 0) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(next));
  } catch {
    // The storage is full or forbidden, so the edits last as long as the page.
  }
}
