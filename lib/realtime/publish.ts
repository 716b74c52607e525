import "server-only";
import { getConfig } from "../config.ts";
import { later } from "../later.ts";
import { log } from "../log.ts";
import { singleton } from "../singleton.ts";
import { closeSockets } from "./close-sockets.ts";
import { EVENT_BYTES_MAX, type EventName, type EventPayload } from "./events.ts";
import { releaseAllHeld, releaseHeld } from "./held-events.ts";
import { noteLostEvents } from "./lost-events.ts";
import { getPusher, readReply } from "./pusher-http-api.ts";
import { getHub } from "./shared-hub.ts";

/** The greatest number of channels in one event, and of events in one batch, that Pusher's HTTP API accepts. */
const CHANNELS_PER_EVENT = 100;
const EVENTS_PER_BATCH = 10;
/**
 * When an external transport does not answer, events above this number are dropped, and the clients' catch-up repairs
 * it.
 */
const QUEUE_MAX = 10_000;

type QueuedEvent = { channels: string[]; event: string; data: string };
type PublishQueue = { waiting: QueuedEvent[]; sending: Promise<void> | null };

/**
 * Publishes an event, after the commit of what it tells. It never throws and never waits: a failure is logged here, and
 * repaired by the clients' catch-up.
 */
export function publish<N extends EventName>(channels: string | string[], event: N, payload: EventPayload<N>): void {
  const list = typeof channels === "string" ? [channels] : channels;
  if (list.length === 0) return;
  for (const channel of list) releaseHeld(channel);
  const data = JSON.stringify(payload);
  if (getConfig().realtime.transport === "embedded") {
    publishEmbedded(list, event, data);
    return;
  }
  for (let i = 0; i < list.length; i += CHANNELS_PER_EVENT)
    enqueue({ channels: list.slice(i, i + CHANNELS_PER_EVENT), event, data });
}

const outbox = () => singleton<PublishQueue>("realtime.outbox", () => ({ waiting: [], sending: null }));

/** Publishes what is held back, and resolves when all events have left for an external transport. */
export async function finishPublishing(): Promise<void> {
  releaseAllHeld();
  await outbox().sending;
}

/**
 * Publishes a change of a message. The event leaves the message out where it would be too large; clients then fetch it.
 */
export function publishMessage(channel: string, payload: EventPayload<"message.changed">): void {
  const small = Buffer.byteLength(JSON.stringify(payload)) <= EVENT_BYTES_MAX;
  publish(channel, "message.changed", small ? payload : { roomId: payload.roomId, rev: payload.rev });
}

/** Closes a person's live sockets at once: all of them, those of one session, or all but those of one session. */
export function disconnect(userId: string, only: { sessionId?: string; exceptSessionId?: string } = {}): void {
  if (getConfig().realtime.transport === "embedded") {
    getHub()?.terminate(userId, only);
    return;
  }
  // Pusher's HTTP API can only close all sockets of a person; clients whose session is valid reconnect by themselves.
  later(closeSockets(userId), "sockets could not be closed", { userId });
}

/**
 * Publishes through the hub of this process. A script, a seed or a unit test of commands has no hub and no listeners.
 */
function publishEmbedded(channels: string[], event: string, data: string): void {
  try {
    getHub()?.publish(channels, event, data);
  } catch (error) {
    log.error("live event was not published", { event, error: String(error) });
  }
}

/** Sends one batch at a time, so that events leave in the order of their commits. Those of one commit leave together. */
function enqueue(event: QueuedEvent): void {
  const queue = outbox();
  if (queue.waiting.length >= QUEUE_MAX) {
    log.error("live event dropped: the transport does not keep up", { event: event.event });
    noteLostEvents();
    return;
  }
  queue.waiting.push(event);
  queue.sending ??= drain(queue);
  // Each request waits for the queue, also one that finds it in progress: the request that began it may end earlier.
  later(queue.sending, "live events were not published");
}

async function drain(queue: PublishQueue): Promise<void> {
  // Messages that share a commit are acknowledged in one turn of the event loop. Without this the first one would leave alone.
  await new Promise((resolve) => setImmediate(resolve));
  while (queue.waiting.length > 0) await send(takeBatch(queue.waiting));
  queue.sending = null;
}

/** Pusher's batch allows one channel per event, so an event for several channels is sent alone. */
function takeBatch(waiting: QueuedEvent[]): QueuedEvent[] {
  const alone = waiting.findIndex((event) => event.channels.length > 1);
  return waiting.splice(0, alone === 0 ? 1 : Math.min(alone === -1 ? EVENTS_PER_BATCH : alone, EVENTS_PER_BATCH));
}

async function send(batch: QueuedEvent[]): Promise<void> {
  const pusher = getPusher();
  const [first] = batch;
  try {
    // `data` is JSON text already; the `pusher` library sends strings unchanged.
    const response =
      batch.length === 1 && first
        ? await pusher.trigger(first.channels, first.event, first.data)
        : await pusher.triggerBatch(
            batch.map(({ channels, event, data }) => ({ channel: channels[0] ?? "", name: event, data })),
          );
    await readReply(response);
  } catch (error) {
    noteLostEvents();
    log.error("live events were not published", { count: batch.length, error: String(error) });
  }
}
