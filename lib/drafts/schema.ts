import { isStorable, lengthOf } from "../text.ts";
import { idSchema } from "../users/schema.ts";
import * as z from "../z.ts";

/** In code points: twice a message, so that a text that is too long to send is still saved. */
export const DRAFT_MAX = 16_000;

/** A message that somebody is writing, synchronised among their devices. */
export const draftSchema = z.object({
  roomId: idSchema,
  body: z.string(),
  replyToId: z.nullable(idSchema),
  /** The message in whose thread it is to be a reply. */
  rootId: z.optional(idSchema),
  editedAt: z.iso.datetime(),
});
export type Draft = z.infer<typeof draftSchema>;

export const saveDraftInputSchema = z.object({
  /** The text as typed; "" deletes the draft. */
  body: z.string("The draft must be text.").check(
    z.refine(isStorable, "The draft contains characters that cannot be stored."),
    z.refine(
      (text) => lengthOf(text) <= DRAFT_MAX,
      `A draft can have at most ${DRAFT_MAX.toLocaleString("en")} characters.`,
    ),
  ),
  replyToId: z.nullish(idSchema),
  rootId: z.optional(idSchema),
  editedAt: z.iso.datetime("editedAt must be a time."),
});
export type SaveDraftInput = z.infer<typeof saveDraftInputSchema>;

export const draftReplySchema = z.object({ draft: draftSchema });
export const draftsReplySchema = z.object({ drafts: z.array(draftSchema) });
