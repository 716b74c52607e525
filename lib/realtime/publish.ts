import "server-only";
import { getConfig } from "../config.ts";
import { log } from "../log.ts";
import { singleton } from "../singleton.ts";
import { EVENT_BYTES_MAX, type EventName, type EventPayload } from "./events.ts";
import { getHub } from "./hub.ts";
import { getPusher, readReply } from "./pusher.ts";

/** Pusher's HTTP API takes at most so many channels in one event, and so many events in one batch. */
const CHANNELS_PER_EVENT = 100;
const EVENTS_PER_BATCH = 10;
/** Events waiting for a transport that does not answer; beyond it they are dropped, and catch-up repairs. */
const WAITING_MAX = 10_000;

type Outgoing = { channels: string[]; event: string; data: string };
type PublishQueue = { waiting: Outgoing[]; sending: boolean };

/**
 * Tells subscribers a fact, after its commit. Never throws and never waits: what does not arrive is logged here, and
 * repaired by the clients' catch-up.
 */
export function publish<N extends EventName>(channels: string | string[], event: N, payload: EventPayload<N>): void {
  const list = typeof channels === "string" ? [channels] : channels;
  if (list.length === 0) return;
  const data = JSON.stringify(payload);
  if (getConfig().realtime.transport === "embedded") {
    publishHere(list, event, data);
    return;
  }
  for (let i = 0; i < list.length; i += CHANNELS_PER_EVENT)
    enqueue({ channels: list.slice(i, i + CHANNELS_PER_EVENT), event, data });
}

/** Publishes a change of a message, without the message itself where it would be too large for an event. */
export function publishMessage(channel: string, payload: EventPayload<"message.changed">): void {
  const small = Buffer.byteLength(JSON.stringify(payload)) <= EVENT_BYTES_MAX;
  publish(channel, "message.changed", small ? payload : { roomId: payload.roomId, rev: payload.rev });
}

/** Closes a person's live sockets at once: all, those of one session, or all but those of one session. */
export function disconnect(userId: string, only: { sessionId?: string; exceptSessionId?: string } = {}): void {
  if (getConfig().realtime.transport === "embedded") {
    getHub()?.terminate(userId, only);
    return;
  }
  // The HTTP API closes all of a person's sockets; those that may stay come back by themselves.
  getPusher()
    .terminateUserConnections(userId)
    .then(readReply)
    .catch((error) => log.error("sockets could not be closed", { userId, error: String(error) }));
}

/** Without a hub nobody listens in this process: a script, a seed, a test of commands. */
function publishHere(channels: string[], event: string, data: string): void {
  try {
    getHub()?.publish(channels, event, data);
  } catch (error) {
    log.error("live event was not published", { event, error: String(error) });
  }
}

/** One batch at a time, so that events leave in the order of their commits. */
function enqueue(event: Outgoing): void {
  const outbox = singleton<PublishQueue>("realtime.outbox", () => ({ waiting: [], sending: false }));
  if (outbox.waiting.length >= WAITING_MAX) {
    log.error("live event dropped: the transport does not keep up", { event: event.event });
    return;
  }
  outbox.waiting.push(event);
  if (!outbox.sending) void drain(outbox);
}

async function drain(outbox: PublishQueue): Promise<void> {
  outbox.sending = true;
  while (outbox.waiting.length > 0) await send(takeBatch(outbox.waiting));
  outbox.sending = false;
}

/** A batch has events for one channel each; an event for many channels goes alone. */
function takeBatch(waiting: Outgoing[]): Outgoing[] {
  const alone = waiting.findIndex((event) => event.channels.length > 1);
  return waiting.splice(0, alone === 0 ? 1 : Math.min(alone === -1 ? EVENTS_PER_BATCH : alone, EVENTS_PER_BATCH));
}

async function send(batch: Outgoing[]): Promise<void> {
  const pusher = getPusher();
  const [first] = batch;
  try {
    // `data` is JSON text already; pusher sends strings as they are.
    const response =
      batch.length === 1 && first
        ? await pusher.trigger(first.channels, first.event, first.data)
        : await pusher.triggerBatch(
            batch.map(({ channels, event, data }) => ({ channel: channels[0] ?? "", name: event, data })),
          );
    await readReply(response);
  } catch (error) {
    log.error("live events were not published", { count: batch.length, error: String(error) });
  }
}
