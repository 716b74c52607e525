import "server-only";
import { sql, type Tx, write } from "../db/doors.ts";
import { sqlContains } from "../db/sql.ts";
import { noticeText } from "../messages/notice-sentences.ts";
import { systemEventSchema } from "../messages/system-event.ts";
import { roomChannel } from "../realtime/channels.ts";
import { publish } from "../realtime/publish.ts";
import { tickRoom } from "../rooms/room-clock.ts";
import { DELETED_PERSON } from "./schema.ts";

const ROOMS_AT_A_TIME = 100;
/** The number of messages that are searched at a time, so that other requests are answered in between. */
const MESSAGES_BATCH_SIZE = 5000;

type RoomRow = { id: string; seq: number };
type Notice = { id: string; roomId: string; system: string };

/** Replaces the name of a deleted person in the notices about them, such as "Ada added Vera". */
export async function removeNameFromNotices(userId: string): Promise<void> {
  for (let after = ""; ; ) {
    const rooms = await sql.all<RoomRow>`
      SELECT "id", "seq" FROM "Room" WHERE "kind" <> 'DIRECT' AND "id" > ${after} ORDER BY "id" LIMIT ${ROOMS_AT_A_TIME}`;
    for (const room of rooms) await forgetInRoom(room, userId);
    const last = rooms.at(-1);
    if (!last || rooms.length < ROOMS_AT_A_TIME) return;
    after = last.id;
  }
}

async function forgetInRoom({ id: roomId, seq: end }: RoomRow, userId: string): Promise<void> {
  for (let seq = 0; seq < end; seq += MESSAGES_BATCH_SIZE) {
    const found = await sql.all<Notice>`
      SELECT "id", "roomId", "system" FROM "Message"
      WHERE "roomId" = ${roomId} AND "seq" > ${seq} AND "seq" <= ${seq + MESSAGES_BATCH_SIZE} AND "kind" = 'SYSTEM'
        AND "system" ${sqlContains(`"${userId}"`)}`;
    const named = found.flatMap((notice) => rename(notice, userId) ?? []);
    if (named.length === 0) continue;
    const rev = await write((tx) => store(tx, roomId, named));
    publish(roomChannel(roomId), "message.changed", { roomId, rev });
  }
}

type Renamed = { id: string; system: string; body: string };

/** Returns null when the name is not in the notice any more. */
function rename({ id, system }: Notice, userId: string): Renamed | null {
  const event = systemEventSchema.parse(JSON.parse(system));
  if (!("people" in event) || !event.people.some((one) => one.id === userId && one.username !== "")) return null;
  const people = event.people.map((one) =>
    one.id === userId ? { id: userId, username: "", displayName: DELETED_PERSON } : one,
  );
  const nameless = { ...event, people };
  return { id, system: JSON.stringify(nameless), body: noticeText(nameless) };
}

/**
 * Writes each notice with a rev of its own, as for every change of a message. Returns the last one, which is published.
 */
async function store(tx: Tx, roomId: string, notices: Renamed[]): Promise<number> {
  let rev = 0;
  for (const { id, system, body } of notices) {
    rev = (await tickRoom(tx, roomId)).rev;
    await tx.message.updateMany({ where: { id }, data: { system, body, rev } });
  }
  return rev;
}
