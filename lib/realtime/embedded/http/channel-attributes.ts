import type { Hub } from "../hub.ts";
import { isPresence } from "../names.ts";
import { ApiError } from "./reply.ts";

export type Attribute = "user_count" | "subscription_count";

/** Parses `info=user_count,subscription_count`. Throws ApiError 400 for any other attribute. */
export function readInfo(info: unknown): Attribute[] {
  if (info === undefined || info === "") return [];
  if (typeof info !== "string") throw new ApiError(400, "info must be a comma-separated list");
  return info.split(",").map((attribute) => {
    if (attribute === "user_count" || attribute === "subscription_count") return attribute;
    throw new ApiError(400, "info names an unknown attribute");
  });
}

/** Returns the requested attributes of a channel. Only presence channels have a `user_count`. */
export function attributesOf(hub: Hub, channel: string, info: readonly Attribute[]): Record<string, number> {
  const { subscriptionCount, userCount = 0 } = hub.channel(channel);
  const attributes: Record<string, number> = {};
  if (info.includes("user_count") && isPresence(channel)) attributes.user_count = userCount;
  if (info.includes("subscription_count")) attributes.subscription_count = subscriptionCount;
  return attributes;
}
