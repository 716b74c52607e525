import type { Hub } from "../hub.ts";
import { isChannelName, isPresence } from "../names.ts";
import { attributesOf, readInfo } from "./channel-attributes.ts";
import { ApiError } from "./reply.ts";

type Query = ReadonlyMap<string, string>;

/**
 * Handles `GET /apps/:id/channels`. Throws ApiError 400 when `user_count` is requested of other than presence channels.
 */
export function listChannels(hub: Hub, query: Query): unknown {
  const prefix = query.get("filter_by_prefix") ?? "";
  const info = readInfo(query.get("info"));
  if (info.includes("user_count") && !isPresence(prefix)) {
    throw new ApiError(400, "user_count may only be asked with filter_by_prefix=presence-");
  }
  const names = hub.channels(prefix).filter(isChannelName);
  return { channels: Object.fromEntries(names.map((name) => [name, attributesOf(hub, name, info)])) };
}

/** Handles `GET /apps/:id/channels/:name`. */
export function describeChannel(hub: Hub, name: string, query: Query): unknown {
  if (!isChannelName(name)) throw new ApiError(400, "The channel name is invalid");
  const info = readInfo(query.get("info"));
  if (info.includes("user_count") && !isPresence(name)) {
    throw new ApiError(400, "user_count is available on presence channels only");
  }
  return { occupied: hub.channel(name).occupied, ...attributesOf(hub, name, info) };
}

/** Handles `GET /apps/:id/channels/:name/users`. Throws ApiError 400 for any other than a presence channel. */
export function listUsers(hub: Hub, name: string): unknown {
  if (!isChannelName(name) || !isPresence(name))
    throw new ApiError(400, "Users are available on presence channels only");
  return { users: hub.users(name).map((id) => ({ id })) };
}
