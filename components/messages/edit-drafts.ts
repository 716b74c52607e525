import { type ConversationKey, conversationId } from "@/lib/messages/conversation-key";
import * as z from "@/lib/z";

/** Edits of one conversation that were begun and not finished. */
const editDraftsSchema = z.object({
  openId: z.nullable(z.string()),
  texts: z.record(z.string(), z.object({ seq: z.int(), body: z.string() })),
});
type EditDrafts = z.infer<typeof editDraftsSchema>;

const NOTHING: EditDrafts = { openId: null, texts: {} };
/** Where the browser keeps nothing, they last as long as the page. */
const draftsByKey = new Map<string, EditDrafts>();

/** With the drafts: what clears these when somebody logs out clears the edits too. */
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

/** Null takes it away. */
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

/** Which of them is open. */
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
    // Storage is full or forbidden.
  }
}
