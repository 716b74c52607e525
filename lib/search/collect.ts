import "server-only";
import { setImmediate } from "node:timers/promises";
import { findInIndex } from "../db/doors.ts";
import type { WholeAnswer } from "../db/search-index.ts";
import { isHit } from "./accept.ts";
import { type Candidate, loadCandidates } from "./candidates.ts";
import { comparePlaces, type Place } from "./place.ts";
import type { Plan } from "./plan.ts";
import type { SearchRoom } from "./rooms.ts";
import { nameOf, type SeqOfRoom, seqsAfter, timesAt } from "./seq-at.ts";

export type Found = { message: Candidate; room: SearchRoom; place: Place };

/** Machines' clocks differ: within a room a message may bear an earlier time than one before it, by so much at most. */
const SKEW_MS = 10_000;
/** Rooms of which the newest messages are asked for at once. */
const ROOMS_AT_ONCE = 32;
/** After so many messages, or characters of them, were compared with the query a page ends, short if need be. */
const COMPARED_MAX = 400;
const CHARACTERS_MAX = 1_000_000;
/** After so many characters everybody else has a turn. */
const TURN_CHARACTERS = 100_000;
const turnOf = (characters: number): number => Math.floor(characters / TURN_CHARACTERS);

type RoomState = {
  room: SearchRoom;
  /** The next range to ask for is from `from` until before `below`; `below` is not known before the room's first turn. */
  from: number;
  below: number | null;
  /** No message that has not been looked at is newer than this. */
  upTo: number;
  /** How often the index had fewer messages than were asked for: it then looks into longer ranges at once. */
  round: number;
  /** What the engine's own index has of the range, once it was asked for all of it. */
  newest: readonly number[] | null;
};

export type Collected = { found: Found[]; next: Place | null };

/**
 * Collects the newest hits before a place, in order. It looks into the rooms whose newest messages that were not looked at come
 * next, and stops when no room can have a newer hit than the last one of the page. So its work grows with the hits and the
 * rooms of the viewer, and not with the messages of all others.
 */
export async function collectNewest(plan: Plan, before: Place | null, limit: number): Promise<Collected> {
  const span = spanOf(plan);
  const latest = Math.min(before?.time ?? Number.POSITIVE_INFINITY, span.to - 1);
  const states = plan.rooms.map((room) => newState(plan, room, latest));
  const found: Found[] = [];
  let [compared, characters] = [0, 0];
  for (;;) {
    const open = states.filter((state) => state.below === null || state.below > state.from);
    const last = found[limit]?.place.time ?? Number.NEGATIVE_INFINITY;
    const wanted = open.filter(({ upTo }) => upTo + SKEW_MS >= Math.max(last, span.from));
    if (wanted.length === 0) return toPage(found, limit);
    const frontier = Math.max(...wanted.map(({ upTo }) => upTo)) + SKEW_MS;
    const isFull = compared >= COMPARED_MAX || characters >= CHARACTERS_MAX;
    // A page that gives up must end before the place at which it began, or the next one would begin there again.
    if (isFull && frontier + 1 < (before?.time ?? Number.POSITIVE_INFINITY)) return toShortPage(found, limit, frontier);
    wanted.sort((a, b) => b.upTo - a.upTo);
    const asked = wanted.slice(0, ROOMS_AT_ONCE);
    await prepareRanges(asked, latest, span.from);
    const messages = await askRooms(plan, asked, limitOf(limit, wanted.length, compared));
    compared += messages.length;
    for (const one of messages) {
      const turn = turnOf(characters);
      characters += one.message.body.length + (one.message.forwarded?.body.length ?? 0);
      if (turnOf(characters) > turn) await setImmediate();
      if ((before === null || comparePlaces(one.place, before) < 0) && isHit(plan, one.message, one.room))
        found.push(one);
    }
    found.sort((a, b) => comparePlaces(b.place, a.place));
  }
}

/**
 * The more was looked at in vain, the more is asked for in one go: to begin with a room costs as much as many of its messages.
 * A page that fills up its comparisons asks for no more than are left.
 */
function limitOf(limit: number, rooms: number, compared: number): number {
  const wanted = Math.min(2 * limit + 2 * compared, Math.max(2 * limit, COMPARED_MAX - compared));
  return Math.max(4, Math.ceil(wanted / Math.min(rooms, ROOMS_AT_ONCE)));
}

function spanOf({ clauses }: Plan): { from: number; to: number } {
  const spans = clauses.flatMap((one) => (one.type === "sent" && !one.not ? [one.span] : []));
  return {
    from: Math.max(Number.NEGATIVE_INFINITY, ...spans.map(({ from }) => from)),
    to: Math.min(Number.POSITIVE_INFINITY, ...spans.map(({ to }) => to)),
  };
}

function newState({ clauses }: Plan, room: SearchRoom, latest: number): RoomState {
  const isUnread = clauses.some((one) => one.type === "is" && one.what === "unread" && !one.not);
  const from = isUnread ? room.lastReadSeq + 1 : 1;
  return {
    room,
    from,
    below: null,
    upTo: Math.min(room.lastActivityAt.getTime(), latest),
    round: 0,
    newest: null,
  };
}

/** Finds out where in their rooms the ranges begin and end, when it is the rooms' first turn. */
async function prepareRanges(states: RoomState[], latest: number, earliest: number): Promise<void> {
  const fresh = states.filter(({ below }) => below === null).map((state) => ({ state, room: state.room }));
  // Of a room that has been quiet since, nothing is cut off, and its end is known.
  const busy = fresh.filter(({ room }) => room.lastActivityAt.getTime() > latest).map(({ room }) => room);
  const [ends, begins] = await Promise.all([
    seqsAfter(busy, latest + SKEW_MS),
    seqsAfter(earliest > 0 ? fresh.map(({ room }) => room) : [], earliest - SKEW_MS),
  ]);
  for (const { state, room } of fresh) {
    state.below = ends.get(room.id) ?? room.seq + 1;
    state.from = Math.max(state.from, begins.get(room.id) ?? 1);
  }
}

async function askRooms(plan: Plan, states: RoomState[], limit: number): Promise<Found[]> {
  const ranges = states.map(({ room, from, below, round, newest }) => ({
    room: room.number,
    from,
    below: below ?? from,
    round,
    newest,
  }));
  const isIndexed = plan.all.length > 0 || plan.any.length > 0;
  const answers = isIndexed
    ? await findInIndex({ all: plan.all, any: plan.any, ranges, limit })
    : ranges.map(toNewest(limit));
  const byNumber = new Map(states.map((state) => [state.room.number, state]));
  const wanted = answers.flatMap(({ room, seqs }) => {
    const state = byNumber.get(room);
    return state ? [{ roomId: state.room.id, seqs }] : [];
  });
  const byRoom = new Map(states.map((state) => [state.room.id, state.room]));
  const found = (await loadCandidates(wanted)).map((message): Found => {
    const room = byRoom.get(message.roomId) as SearchRoom;
    return { message, room, place: { time: Date.parse(message.createdAt), room: room.number, seq: message.seq } };
  });
  const open = answers.filter(({ room, next }) => next > (byNumber.get(room)?.from ?? next));
  const times = await timesOf(
    open.map(({ room, next }) => ({ roomId: byNumber.get(room)?.room.id ?? "", seq: next })),
    found,
  );
  for (const { room, seqs, next, newest } of answers) {
    const state = byNumber.get(room) as RoomState;
    state.below = next;
    state.newest = newest;
    if (seqs.length < limit) state.round += 1;
    const time = times.get(nameOf({ roomId: state.room.id, seq: next }));
    if (next > state.from) state.upTo = Math.min(state.upTo, time ?? Number.POSITIVE_INFINITY);
  }
  return found;
}

/** Where the index cannot help, every message is looked at. */
const toNewest =
  (limit: number) =>
  ({ room, from, below }: { room: number; from: number; below: number }): WholeAnswer => {
    const next = Math.max(from, below - limit);
    const seqs = Array.from({ length: below - next }, (_, at) => below - 1 - at);
    return { room, seqs, next, newest: [] };
  };

/** When these messages were sent, those that were loaded without a question. */
async function timesOf(places: readonly SeqOfRoom[], found: readonly Found[]): Promise<Map<string, number>> {
  const known = new Map(found.map(({ message, place }) => [nameOf(message), place.time]));
  const unknown = places.filter((place) => !known.has(nameOf(place)));
  const asked = await timesAt(unknown.map(({ roomId, seq }) => ({ roomId, seqs: [seq] })));
  return new Map([...known, ...asked]);
}

function toPage(found: Found[], limit: number): Collected {
  const page = found.slice(0, limit);
  return { found: page, next: found.length > limit ? (page.at(-1)?.place ?? null) : null };
}

/** What was found before the work became too much. Older hits than the frontier may still have newer ones before them. */
function toShortPage(found: Found[], limit: number, frontier: number): Collected {
  const sure = found.filter(({ place }) => place.time > frontier);
  if (sure.length > limit) return toPage(sure, limit);
  return { found: sure, next: { time: frontier + 1, room: 0, seq: 0 } };
}
