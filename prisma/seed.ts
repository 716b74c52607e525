// npm run seed: a believable team to look at. Refuses to touch a database that has people in it.
import { getConfig } from "../lib/config.ts";
import { closeDoors, read, write } from "../lib/db/doors.ts";
import { migrate } from "../lib/db/migrate.ts";
import { createId } from "../lib/ids.ts";
import { joinRoom } from "../lib/members/commands.ts";
import { createRoom } from "../lib/rooms/commands.ts";
import { registerUser } from "../lib/users/commands.ts";
import type { User } from "../lib/users/schema.ts";
import { LONG, PEOPLE, ROOMS, SHORT } from "./seed-content.ts";

const PASSWORD = "parley demo team";
const MESSAGES = 3000;
const WEEKS = 5;
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
const ORIGIN = { address: "127.0.0.1", userAgent: "seed", kind: "TOKEN" } as const;

/** The same team every time: a small generator of numbers in [0, 1) (mulberry32). */
let state = 20_261_121;
function random(): number {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

async function main(): Promise<void> {
  migrate(getConfig().databaseUrl);
  const db = await read();
  if ((await db.user.count()) > 0) {
    console.error("There are people here already. Seed an empty folder: DATA_DIR=./data-demo npm run seed");
    process.exitCode = 1;
    return;
  }
  const users = await makePeople();
  await makeRooms(users);
  await moveToThePast();
  const rooms = await db.room.findMany({ select: { id: true, seq: true, kind: true } });
  for (const [index, count] of shares(rooms.map(weightOf)).entries()) {
    const room = rooms[index];
    if (room) await fill(room.id, room.seq, count);
  }
  console.log(`Seeded ${users.length} people, ${ROOMS.length + 1} rooms and ${MESSAGES} messages.`);
  console.log(`Log in as ${users.map((user) => user.username).join(", ")} with the password: ${PASSWORD}`);
}

async function makePeople(): Promise<User[]> {
  const users: User[] = [];
  for (const { username, displayName, statusText } of PEOPLE) {
    const { user } = await registerUser({ username, displayName, password: PASSWORD }, ORIGIN);
    await write((tx) => tx.user.updateMany({ where: { id: user.id }, data: { statusText } }));
    users.push({ ...user, statusText });
  }
  return users;
}

async function makeRooms(users: User[]): Promise<void> {
  for (const [index, input] of ROOMS.entries()) {
    const owner = asViewer(users[index % users.length] as User);
    const others = users.filter((user) => user.id !== owner.id && random() < 0.7);
    if (input.kind === "PRIVATE") {
      await createRoom(owner, { ...input, userIds: others.slice(0, 4).map((user) => user.id) });
      continue;
    }
    const { room } = await createRoom(owner, input);
    for (const user of others) await joinRoom(asViewer(user), room.id);
  }
}

/** Everybody came, and every room was made, before the first word was said. */
async function moveToThePast(): Promise<void> {
  const createdAt = new Date(Date.now() - (WEEKS + 1) * WEEK_MS);
  await write(async (tx) => {
    await tx.user.updateMany({ data: { createdAt } });
    await tx.room.updateMany({ data: { createdAt, lastActivityAt: createdAt } });
    await tx.message.updateMany({ data: { createdAt } });
    await tx.membership.updateMany({ data: { joinedAt: createdAt } });
  });
}

const asViewer = (user: User) => ({ ...user, sessionId: "seed" });

/** Rooms get most of the talk, some direct chats a little, many none. */
function weightOf({ kind }: { kind: string }): number {
  return kind === "DIRECT" ? (random() < 0.4 ? 0.15 : 0) : 1 + random() * 2;
}

/** MESSAGES in whole numbers by weight. */
function shares(weights: number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const counts = weights.map((weight) => Math.floor((MESSAGES * weight) / total));
  counts[0] = (counts[0] ?? 0) + MESSAGES - counts.reduce((sum, count) => sum + count, 0);
  return counts;
}

/** Adds `count` messages after `seq`, spread over the last weeks in the order of their time. */
async function fill(roomId: string, seq: number, count: number): Promise<void> {
  if (count === 0) return;
  const members = await (await read()).membership.findMany({ where: { roomId }, select: { userId: true } });
  const times = Array.from({ length: count }, () => Date.now() - random() * WEEKS * WEEK_MS).sort((a, b) => a - b);
  const messages = times.map((time, index) => ({
    id: createId(),
    roomId,
    seq: seq + index + 1,
    rev: seq + index + 1,
    authorId: pick(members).userId,
    clientId: createId(),
    body: random() < 0.75 ? pick(SHORT) : pick(LONG),
    createdAt: new Date(time),
  }));
  const newest = seq + count;
  await write(async (tx) => {
    await tx.message.createMany({ data: messages });
    await tx.room.updateMany({
      where: { id: roomId },
      data: { seq: newest, rev: newest, lastActivityAt: messages.at(-1)?.createdAt },
    });
    // Most have read most of it.
    for (const { userId } of members) {
      const lastReadSeq = random() < 0.6 ? newest : newest - Math.floor(random() * Math.min(30, count));
      await tx.membership.updateMany({ where: { roomId, userId }, data: { lastReadSeq } });
    }
  });
}

await main();
await closeDoors();
