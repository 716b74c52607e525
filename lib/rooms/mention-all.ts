import * as z from "../z.ts";

/** Who may mention everybody in a room at once, as with @all and @here. MODERATORS: they and owners. */
export const roomMentionAllSchema = z.enum(["MEMBERS", "MODERATORS"]);
export type RoomMentionAll = z.infer<typeof roomMentionAllSchema>;

/** A mention of everybody that tells more people than these is asked about before it is sent. */
export const ASK_BEYOND = 50;

export const MAY_NOT_MENTION_ALL = "Only owners and moderators can mention everyone in this room.";
