import { idSchema } from "../users/schema.ts";
import * as z from "../z.ts";

/** All messages that the viewer has saved and not done. A file of its own, because every page asks for it. */
export const savedIdsReplySchema = z.object({ messageIds: z.array(idSchema) });
