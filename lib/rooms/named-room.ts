import { idSchema } from "../users/schema.ts";
import * as z from "../z.ts";

export const roomKindSchema = z.enum(["OPEN", "PRIVATE", "DIRECT"]);

/** A room as it is named beside something that is in it. The name is "" for a direct chat. */
export const namedRoomSchema = z.object({ id: idSchema, kind: roomKindSchema, name: z.string() });
