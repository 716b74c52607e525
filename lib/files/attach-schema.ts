// What a message that is sent says of its files.
import { isStorable, lengthOf } from "../text.ts";
import { idSchema } from "../users/schema.ts";
import * as z from "../z.ts";
import { ALT_MAX, DURATION_MAX_MS, FILES_PER_MESSAGE_MAX, TOO_MANY_FILES } from "./limits.ts";

const altSchema = z
  .pipe(
    z
      .string("The description must be text.")
      .check(z.refine(isStorable, "The description contains characters that cannot be stored.")),
    z.transform((text: string) => text.trim()),
  )
  .check(
    z.refine(
      (text) => lengthOf(text) <= ALT_MAX,
      `A description can have at most ${ALT_MAX.toLocaleString("en")} characters.`,
    ),
  );

/** A finished upload of the sender's. The message shows files in the order of the list. */
const attachInputSchema = z.object({
  id: idSchema,
  alt: z._default(altSchema, ""),
  durationMs: z.nullish(z.int("durationMs must be a whole number.").check(z.minimum(1), z.maximum(DURATION_MAX_MS))),
  /** The id of another finished upload, an image: the still of this video. */
  posterId: z.nullish(idSchema),
});
export const attachmentsSchema = z.array(attachInputSchema).check(
  z.maxLength(FILES_PER_MESSAGE_MAX, TOO_MANY_FILES),
  z.refine((files) => new Set(files.map((file) => file.id)).size === files.length, "A file can be there only once."),
);
export type AttachInput = z.input<typeof attachInputSchema>;
