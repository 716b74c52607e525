import type { Message } from "@/lib/messages/schema.ts";
import { apply, applyChanges, type Change, fromPage, needsCatchUp, type Timeline } from "@/lib/messages/timeline.ts";
import { reconnectDelay } from "@/lib/realtime/browser/reconnect-jitter.ts";
import { EVERYONE_CHANNEL, roomChannel } from "@/lib/realtime/channels.ts";
import { type EventName, eventSchemas, MISSED_SPREAD_MS } from "@/lib/realtime/events.ts";
import type { Person } from "./cast.ts";
import { type Live, type LiveOptions, live } from "./live.ts";
import { until } from "./until.ts";

const PAGE = 100;
const RECONNECT_MS = 250;

export type RoomView = {
  socket: Live;
  /** The messages that this person sees in the room now, oldest first. */
  messages(): readonly Message[];
  /** How often the view has fetched changes. */
  catchUps(): number;
  /** Opens the socket again and catches up, as our client does when it notices a lost connection. */
  reconnect(): void;
  /** Resolves when the view has applied everything up to `rev`. */
  reaches(rev: number, timeoutMs?: number): Promise<void>;
  close(): void;
};

/**
 * A room on a person's screen, kept up to date as our own client does it: subscribe, fetch, apply events, catch up
 * after gaps.
 */
export async function openRoomView(person: Person, room: { id: string }, options?: LiveOptions): Promise<RoomView> {
  const socket = await live(person, options);
  const early: Change[] = [];
  let timeline: Timeline | null = null;
  let asking = false;
  let asked = 0;
  let leaving = false;

  async function catchUp(): Promise<void> {
    if (asking || !timeline) return;
    asking = true;
    try {
      for (let more = true; more; ) {
        asked += 1;
        const since: number = timeline.rev;
        const page = await person.changes(room, since, PAGE);
        timeline = applyChanges(timeline, since, page);
        more = page.hasMore || needsCatchUp(timeline);
      }
    } catch (error) {
      // The server is stopping or down, so the view tries again, as our own client does.
      if (!(error instanceof TypeError || String(error).includes("503"))) throw error;
      setTimeout(() => leaving || void catchUp(), RECONNECT_MS);
    } finally {
      asking = false;
    }
  }
  function hear(event: string, data: unknown): void {
    if (event === "pusher:subscription_succeeded") return void catchUp();
    // The server was stopping or starting while it should sign the channel, so the view connects again, as our own
    // client does.
    if (event === "pusher:subscription_error") return void setTimeout(() => leaving || reconnect(), RECONNECT_MS);
    if (event !== "message.changed" && event !== "reactions.changed") return;
    const change: Change = eventSchemas[event].parse(data);
    if (!timeline) return void early.push(change);
    timeline = apply(timeline, change);
    if (needsCatchUp(timeline)) void catchUp();
  }

  // pusher-js does not reconnect after a close with 4000 to 4099, but our own client does, because the signature may
  // have been for the socket before this one.
  function reconnect(): void {
    leaving = true;
    socket.pusher.disconnect();
    leaving = false;
    socket.pusher.connect();
  }
  socket.pusher.connection.bind(
    "disconnected",
    () => leaving || setTimeout(() => leaving || reconnect(), RECONNECT_MS),
  );

  // Our own client does not rely on pusher-js alone while the server is down.
  let nudges = 0;
  let nudge: ReturnType<typeof setTimeout> | undefined;
  socket.pusher.connection.bind("state_change", ({ current }: { current: string }) => {
    clearTimeout(nudge);
    if (current === "connected") nudges = 0;
    else if (!leaving && current !== "disconnected") nudge = setTimeout(reconnect, reconnectDelay(nudges++));
  });

  (await socket.own()).bind("own-reactions.changed" satisfies EventName, (data: unknown) => {
    const change = eventSchemas["own-reactions.changed"].parse(data);
    if (timeline) timeline = apply(timeline, change);
    else early.push(change);
  });
  const everyone = await socket.subscribe(EVERYONE_CHANNEL);
  everyone.bind("events.missed" satisfies EventName, () => {
    clearTimeout(nudge);
    nudge = setTimeout(() => leaving || reconnect(), Math.random() * MISSED_SPREAD_MS);
  });
  (await socket.subscribe(roomChannel(room.id))).bind_global(hear);
  timeline = fromPage(person.id, { roomId: room.id }, await person.history(room, { limit: PAGE }));
  for (const change of early) timeline = apply(timeline, change);
  if (needsCatchUp(timeline)) void catchUp();
  return {
    socket,
    messages: () => timeline?.messages ?? [],
    catchUps: () => asked,
    reconnect,
    reaches: (rev, timeoutMs) =>
      until(() => (timeline?.rev ?? 0) >= rev && !asking, { timeoutMs, what: `the view reaches rev ${rev}` }),
    close() {
      leaving = true;
      clearTimeout(nudge);
      socket.close();
    },
  };
}
