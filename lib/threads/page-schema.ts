import { historyReplySchema, messageSchema } from "../messages/schema.ts";
import * as z from "../z.ts";

/** A page of replies, ascending by seq, with the message that their thread is about. */
export const threadReplySchema = z.extend(historyReplySchema, { root: messageSchema });
export type ThreadPage = z.infer<typeof threadReplySchema>;
