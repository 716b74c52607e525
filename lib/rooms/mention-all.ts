import * as z from "../z.ts";

/** Who may mention everybody in a room at once, as with @all and @here. MODERATORS: they and owners. */
export const roomMentionAllSchema = z.enum(["MEMBERS", "MODERATORS"]);
export type RoomMentionAll = z.infer<typeof roomMentionAllSchema>;
