import * as z from "../z.ts";
import { messageSchema } from "./schema.ts";

/** So many former texts of a message are kept, the newest ones. */
export const VERSIONS_MAX = 20;

/** What a message said before it was edited, and since when it had said that. */
const versionSchema = z.extend(z.pick(messageSchema, { body: true }), { writtenAt: z.iso.datetime() });
export type MessageVersion = z.infer<typeof versionSchema>;

/** The former texts of a message, the newest first. What it says now is in the message. */
export const versionsReplySchema = z.object({ versions: z.array(versionSchema) });

/** Whether members can read what messages said before they were edited. */
export const editHistorySchema = z.object({ editHistory: z.boolean("editHistory must be true or false.") });
export type EditHistory = z.infer<typeof editHistorySchema>;
