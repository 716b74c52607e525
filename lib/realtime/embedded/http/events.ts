import type { Hub } from "../hub.ts";
import { isRecord } from "../json.ts";
import type { EmbeddedLimits } from "../limits.ts";
import { isEventName, isPublishable, isSocketId } from "../names.ts";
import { type Attribute, attributesOf, readInfo } from "./channel-attributes.ts";
import { ApiError } from "./reply.ts";

type Event = {
  name: string;
  data: string;
  channels: string[];
  socketId?: string;
  info: Attribute[];
  wantsInfo: boolean;
};

/** Handles `POST /apps/:id/events`. Throws ApiError 400 and, for data above the limit, 413. */
export function triggerEvent(hub: Hub, limits: EmbeddedLimits, body: unknown): unknown {
  const event = readEvent(body, limits);
  publish(hub, event);
  if (!event.wantsInfo) return {};
  const channels = event.channels.map((channel) => [channel, attributesOf(hub, channel, event.info)]);
  return { channels: Object.fromEntries(channels) };
}

/**
 * Handles `POST /apps/:id/batch_events`. Every event is checked before the first is sent. Throws like `triggerEvent`.
 */
export function triggerBatch(hub: Hub, limits: EmbeddedLimits, body: unknown): unknown {
  const batch = isRecord(body) ? body.batch : undefined;
  if (!Array.isArray(batch) || batch.length === 0) throw new ApiError(400, "batch must be a list of events");
  if (batch.length > limits.eventsPerBatch)
    throw new ApiError(400, `A batch has at most ${limits.eventsPerBatch} events`);
  const events = batch.map((event) => readEvent(event, limits, true));
  for (const event of events) publish(hub, event);
  if (!events.some(({ wantsInfo }) => wantsInfo)) return {};
  return { batch: events.map(({ channels: [channel = ""], info }) => attributesOf(hub, channel, info)) };
}

function publish(hub: Hub, { channels, name, data, socketId }: Event): void {
  hub.publish(channels, name, data, socketId);
}

function readEvent(body: unknown, limits: EmbeddedLimits, single = false): Event {
  if (!isRecord(body)) throw new ApiError(400, "An event must be a JSON object");
  const { name, data, socket_id: socketId } = body;
  if (!isEventName(name)) throw new ApiError(400, "name must have 1 to 200 characters and no reserved prefix");
  if (typeof data !== "string") throw new ApiError(400, "data must be a string");
  if (Buffer.byteLength(data) > limits.eventDataBytes) {
    throw new ApiError(413, `data is larger than ${limits.eventDataBytes} bytes`);
  }
  if (socketId !== undefined && !isSocketId(socketId)) throw new ApiError(400, "socket_id is malformed");
  const channels = readChannels(single ? { channel: body.channel } : body, limits);
  return { name, data, channels, socketId, info: readInfo(body.info), wantsInfo: body.info !== undefined };
}

function readChannels(body: Record<string, unknown>, limits: EmbeddedLimits): string[] {
  const channels = body.channels ?? [body.channel];
  if (!Array.isArray(channels) || channels.length === 0) throw new ApiError(400, "channels must be a list of names");
  if (channels.length > limits.channelsPerEvent) {
    throw new ApiError(400, `An event goes to at most ${limits.channelsPerEvent} channels`);
  }
  if (!channels.every(isPublishable)) throw new ApiError(400, "A channel name is invalid");
  return [...new Set(channels)];
}
