import { idSchema } from "../users/schema.ts";
import * as z from "../z.ts";

/** So many devices of one person are told. */
export const DEVICES_MAX = 20;
/** After so many refusals in a row a device is paused: told of nothing until it is renewed, or a test is taken. */
export const REFUSALS_MAX = 10;
const ENDPOINT_MAX = 1024;
/** In characters, of what a push service said. */
export const ERROR_MAX = 200;

/** What a browser's PushSubscription says of itself. */
export const pushSubscriptionInputSchema = z.object({
  endpoint: z.string("The address must be text.").check(
    z.maxLength(ENDPOINT_MAX, "That address is too long."),
    z.refine((text) => URL.canParse(text), "That is no address."),
  ),
  /** A point of P-256 in 65 bytes, and a secret of 16, in base64url without padding. */
  keys: z.object({
    p256dh: z.string().check(z.regex(/^[A-Za-z0-9_-]{87}$/, "That is no key.")),
    auth: z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/, "That is no secret.")),
  }),
  /** Whether notifications say neither who wrote nor what. Left out it stays as it is. */
  hidesContent: z.optional(z.boolean()),
});
export type PushSubscriptionInput = z.infer<typeof pushSubscriptionInputSchema>;

const pushDeviceSchema = z.object({
  id: idSchema,
  userAgent: z.string(),
  hidesContent: z.boolean(),
  createdAt: z.iso.datetime(),
  lastDeliveryAt: z.nullable(z.iso.datetime()),
  /** What went wrong with the last notification, as a sentence or a push service's own words; null when nothing did. */
  lastError: z.nullable(z.string()),
  /** Whether it is told of nothing, because its push service has refused one notification after the other. */
  isPaused: z.boolean(),
  /** Whether it belongs to the session of this request. */
  current: z.boolean(),
});
export type PushDevice = z.infer<typeof pushDeviceSchema>;

/** `publicKey` is what a browser subscribes with; `sessionId` is the session of this request. */
export const pushDevicesReplySchema = z.object({
  publicKey: z.string(),
  sessionId: idSchema,
  devices: z.array(pushDeviceSchema),
});
export const pushDeviceReplySchema = z.object({ sessionId: idSchema, device: pushDeviceSchema });

/** What came of a test. Without an error the push service has taken it. */
export const pushTestReplySchema = z.object({ error: z.nullable(z.string()), isGone: z.boolean() });
export type PushTest = z.infer<typeof pushTestReplySchema>;
