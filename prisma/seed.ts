// npm run seed: fills an empty database with people, rooms and conversations to look at. It refuses a database that has
// people in it.
import { getConfig } from "../lib/config.ts";
import { closeDoors, db, openDoors, write } from "../lib/db/doors.ts";
import { migrate } from "../lib/db/migrate.ts";
import { joinRoom } from "../lib/members/commands.ts";
import { sendMessage } from "../lib/messages/commands.ts";
import { setLongLived } from "../lib/process/long-lived.ts";
import { createRoom } from "../lib/rooms/commands.ts";
import { registerUser } from "../lib/users/commands.ts";
import type { User } from "../lib/users/schema.ts";
import { parseTalk, type Talk } from "./parse-talk.ts";
import { PEOPLE, ROOMS } from "./seed-content.ts";
import { OTHER_TALKS, PAIR_TALKS, ROOM_TALKS } from "./seed-talks.ts";

const PASSWORD = "parley demo team";
const MESSAGES = 3000;
const WEEKS = 5;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Messages are dated between seven in the morning and ten in the evening. */
const MORNING_H = 7;
const EVENING_H = 22;
/** The share of pairs without talks of their own whose direct chat has messages at all. */
const TALKING_PAIRS = 0.35;
const ORIGIN = { address: "127.0.0.1", userAgent: "seed", kind: "TOKEN" } as const;

type Line = Talk[number] & { at: number };

/** A pseudo-random number in [0, 1) (mulberry32). The seed is fixed, so every run makes the same data. */
let state = 20_261_121;
function random(): number {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

async function main(): Promise<void> {
  setLongLived();
  await migrate(getConfig().migrationUrl);
  await openDoors();
  if ((await db().user.count()) > 0) {
    console.error("There are people here already. Seed an empty folder: DATA_DIR=./data-demo npm run seed");
    process.exitCode = 1;
    return;
  }
  const users = await createPeople();
  await createRooms(users);
  await backdate();
  let messageCount = 0;
  for (const { room, talks, weight } of await planRooms()) {
    const lines = schedule(talks, Math.round(MESSAGES * weight));
    await writeMessages(room, lines, users);
    messageCount += lines.length;
  }
  console.log(`Seeded ${users.length} people, ${ROOMS.length + 1} rooms and ${messageCount} messages.`);
  console.log(`Log in as ${users.map((user) => user.username).join(", ")} with the password: ${PASSWORD}`);
}

async function createPeople(): Promise<User[]> {
  const users: User[] = [];
  for (const { username, displayName, statusText } of PEOPLE) {
    const { user } = await registerUser({ username, displayName, password: PASSWORD }, ORIGIN);
    await write((tx) => tx.user.updateMany({ where: { id: user.id }, data: { statusText } }));
    users.push({ ...user, statusText });
  }
  return users;
}

async function createRooms(users: User[]): Promise<void> {
  for (const [index, room] of ROOMS.entries()) {
    const { members, ...input } = { members: undefined, ...room };
    const isMember = ({ username }: User) => !members || members.some((name) => name === username);
    const [owner, ...others] = [...users.slice(index), ...users.slice(0, index)].filter(isMember);
    if (!owner) continue;
    if (input.kind === "PRIVATE") {
      await createRoom(asViewer(owner), { ...input, userIds: others.map((user) => user.id) });
      continue;
    }
    const made = await createRoom(asViewer(owner), input);
    for (const user of others) await joinRoom(asViewer(user), made.room.id);
  }
}

/** Dates people and rooms before the first message. */
async function backdate(): Promise<void> {
  const createdAt = new Date(Date.now() - (WEEKS + 1) * 7 * DAY_MS);
  await write(async (tx) => {
    await tx.user.updateMany({ data: { createdAt } });
    await tx.room.updateMany({ data: { createdAt, lastActivityAt: createdAt } });
    await tx.message.updateMany({ data: { createdAt } });
    await tx.membership.updateMany({ data: { joinedAt: createdAt } });
  });
}

const asViewer = (user: User) => ({ ...user, sessionId: "seed" });

type RoomPlan = { room: string; talks: readonly string[]; weight: number };

/**
 * The rooms that get messages, with their talks and their share of all messages. Direct chats are rooms without a name.
 */
async function planRooms(): Promise<RoomPlan[]> {
  const rooms = await db().room.findMany({
    select: { id: true, kind: true, name: true, memberships: { select: { user: { select: { username: true } } } } },
    orderBy: { id: "asc" },
  });
  const places: RoomPlan[] = [];
  for (const name of Object.keys(ROOM_TALKS)) {
    const room = rooms.find((one) => one.name === name);
    if (room) places.push({ room: room.id, talks: ROOM_TALKS[name] ?? [], weight: name === "General" ? 3 : 1.5 });
  }
  const pairs = rooms
    .filter(({ kind, memberships }) => kind === "DIRECT" && memberships.length === 2)
    .map(({ id, memberships }) => ({ id, names: memberships.map(({ user }) => user.username).sort() }))
    .sort((one, other) => one.names.join().localeCompare(other.names.join(), "en"));
  for (const { id, names } of pairs) {
    const own = PAIR_TALKS.find(({ between }) => between.toSorted().join() === names.join());
    if (own) places.push({ room: id, talks: own.talks, weight: 0.2 });
    else if (random() < TALKING_PAIRS)
      places.push({ room: id, talks: OTHER_TALKS.map(withSpeakers(names)), weight: 0.08 });
  }
  const total = places.reduce((sum, { weight }) => sum + weight, 0);
  return places.map((place) => ({ ...place, weight: place.weight / total }));
}

/** Replaces the speakers a and b by two people's names, in either order. */
const withSpeakers = (names: string[]) => {
  const [a, b] = random() < 0.5 ? names : names.toReversed();
  return (talk: string) => talk.replace(/^a(?=[:>])/gm, a ?? "").replace(/^b(?=[:>])/gm, b ?? "");
};

/**
 * About `count` messages in the order of their time: the talks in random order, and at the end the one that takes place
 * today.
 */
function schedule(talks: readonly string[], count: number): Line[] {
  const usual = talks.filter((talk) => !talk.startsWith("*"));
  const last = talks.filter((talk) => talk.startsWith("*")).map((talk) => parseTalk(talk, pick));
  const held: Talk[] = [];
  const left = () => count - [...held, ...last].reduce((sum, talk) => sum + talk.length, 0);
  for (let turn: string[] = []; left() > 0; ) {
    if (turn.length === 0) turn = usual.toSorted(() => random() - 0.5);
    held.push(parseTalk(turn.pop() ?? "", pick));
  }
  const starts = held.map(() => randomTime()).sort((a, b) => a - b);
  const lines: Line[] = [];
  for (const [index, talk] of held.entries()) {
    // Talks of one room do not overlap.
    const after = (lines.at(-1)?.at ?? 0) + 10 * MINUTE_MS;
    lines.push(...withTimes(talk, Math.max(starts[index] ?? 0, after), lines.length));
  }
  for (const talk of last) {
    const before = withTimes(talk, 0, lines.length);
    const start = Date.now() - (before.at(-1)?.at ?? 0) - random() * 20 * MINUTE_MS;
    lines.push(...before.map((line) => ({ ...line, at: line.at + start })));
  }
  return lines;
}

/** A random moment of the last weeks, before today, at an hour when people are awake. */
function randomTime(): number {
  const midnight = new Date();
  midnight.setHours(0, 0, 0, 0);
  const day = midnight.getTime() - (1 + Math.floor(random() * (WEEKS * 7 - 1))) * DAY_MS;
  return day + (MORNING_H + random() * (EVENING_H - MORNING_H - 1)) * HOUR_MS;
}

/**
 * Gives each line a time: most answers come within minutes, some later. `offset` is the number of messages that the
 * room already has.
 */
function withTimes(talk: Talk, start: number, offset: number): Line[] {
  let at = start;
  return talk.map((line) => {
    at += (0.3 + random() * (random() < 0.15 ? 25 : 3)) * MINUTE_MS;
    return { ...line, at, quotes: line.quotes === null ? null : line.quotes + offset };
  });
}

/** Sends the lines through the same command as the app, and dates them back afterwards. */
async function writeMessages(roomId: string, lines: Line[], users: User[]): Promise<void> {
  const ids: string[] = [];
  for (const { speaker, body, quotes } of lines) {
    const user = users.find(({ username }) => username === speaker);
    if (!user) throw new Error(`Nobody is called ${speaker}.`);
    const replyToId = quotes === null ? null : ids[quotes];
    const { message } = await sendMessage(asViewer(user), roomId, { body, ...(replyToId && { replyToId }) });
    ids.push(message.id);
  }
  const members = await db().membership.findMany({ where: { roomId }, select: { userId: true } });
  await write(async (tx) => {
    for (const [index, id] of ids.entries())
      await tx.message.updateMany({ where: { id }, data: { createdAt: new Date(lines[index]?.at ?? 0) } });
    const lastActivityAt = new Date(lines.at(-1)?.at ?? 0);
    await tx.room.updateMany({ where: { id: roomId }, data: { lastActivityAt } });
    const { seq } = await tx.room.findUniqueOrThrow({ where: { id: roomId }, select: { seq: true } });
    // More than half of the members have read everything.
    for (const { userId } of members) {
      const lastReadSeq = random() < 0.6 ? seq : seq - Math.floor(random() * Math.min(12, lines.length));
      await tx.membership.updateMany({ where: { roomId, userId }, data: { lastReadSeq } });
    }
  });
}

await main();
await closeDoors();
