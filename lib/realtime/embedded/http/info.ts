import type { Hub } from "../hub.ts";
import { isPresence } from "../names.ts";
import { ApiError } from "./reply.ts";

export type Attribute = "user_count" | "subscription_count";

/** Reads `info=user_count,subscription_count`. Throws ApiError 400 for any other attribute. */
export function readInfo(info: unknown): Attribute[] {
  if (info === undefined || info === "") return [];
  if (typeof info !== "string") throw new ApiError(400, "info must be a comma-separated list");
  return info.split(",").map((attribute) => {
    if (attribute === "user_count" || attribute === "subscription_count") return attribute;
    throw new ApiError(400, "info names an unknown attribute");
  });
}

/** The asked attributes of a channel; `user_count` exists on presence channels only. */
export function attributesOf(hub: Hub, channel: string, info: readonly Attribute[]): Record<string, number> {
  const { subscriptionCount, userCount = 0 } = hub.channel(channel);
  const attributes: Record<string, number> = {};
  if (info.includes("user_count") && isPresence(channel)) attributes.user_count = userCount;
  if (info.includes("subscription_count")) attributes.subscription_count = subscriptionCount;
  return attributes;
}
