import { authorSchema } from "../users/schema.ts";
import * as z from "../z.ts";

/** So many people whom a message misses are told of at once. */
export const UNREACHED_MAX = 10;

export const unreachedReplySchema = z.object({ people: z.array(authorSchema) });
