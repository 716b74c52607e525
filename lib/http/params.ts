import { personRefSchema } from "../members/schema.ts";
import { idSchema } from "../users/schema.ts";
import * as z from "../z.ts";

/** The parameters in the URLs of the API. */
export const roomParams = z.object({ roomId: idSchema });
export const messageParams = z.object({ messageId: idSchema });
export const sessionParams = z.object({ sessionId: idSchema });
export const pushSubscriptionParams = z.object({ subscriptionId: idSchema });
export const inviteParams = z.object({ inviteId: idSchema });
export const accountParams = z.object({ userId: idSchema });
export const fileParams = z.object({ fileId: idSchema });
/** The key of an upload, in uploadthing's alphabet. */
export const uploadParams = z.object({ key: z.string().check(z.regex(/^[A-Za-z0-9_-]{1,200}$/)) });
/** `me` stands for the viewer. */
export const memberParams = z.object({ roomId: idSchema, userId: idSchema });
export const personParams = z.object({ person: z.pipe(z.pipe(z.string(), z.transform(decoded)), personRefSchema) });
/** A user group by its id, or by its handle after an @. */
export const groupParams = z.object({ group: z.pipe(z.pipe(z.string(), z.transform(decoded)), personRefSchema) });
/** The name of a custom emoji; what no emoji can be called is not there. */
export const emojiParams = z.object({ name: z.string().check(z.maxLength(64)) });
/** What is no emoji is the noun's to refuse, with the reason. */
export const reactionParams = z.object({
  messageId: idSchema,
  emoji: z.pipe(z.string(), z.transform(decoded)),
});

/** Next passes a segment of the path on as it came, which no emoji is allowed to be. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
