import * as z from "../z.ts";

/** Pusher's form of a socket id. The whole text must match, because a signature covers `socket_id:channel`. */
const socketIdSchema = z
  .string("socket_id is missing.")
  .check(z.regex(/^\d{1,20}\.\d{1,20}$/, "That is not a socket id."));

/** The channels of one authorisation request: a client asks for all its rooms at once. */
const CHANNELS_MAX = 2000;
const CHANNEL_NAME_MAX = 164;

export const authorizeInputSchema = z
  .object({
    socket_id: socketIdSchema,
    channel_name: z.optional(z.string().check(z.minLength(1), z.maxLength(CHANNEL_NAME_MAX, "That is not a channel."))),
    channels: z.optional(
      z
        .array(z.string().check(z.minLength(1), z.maxLength(CHANNEL_NAME_MAX)))
        .check(z.minLength(1), z.maxLength(CHANNELS_MAX)),
    ),
  })
  .check(
    z.refine((input) => (input.channel_name === undefined) !== (input.channels === undefined), {
      error: "Give channel_name or channels.",
      path: ["channel_name"],
    }),
  );

export const userAuthInputSchema = z.object({ socket_id: socketIdSchema });

const channelAuthorizationSchema = z.union([
  z.object({ auth: z.string(), channel_data: z.optional(z.string()) }),
  z.object({ error: z.string() }),
]);
export type ChannelAuthorization = z.infer<typeof channelAuthorizationSchema>;
