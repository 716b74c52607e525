// A room of a thousand in which all react to one message: docs/reliability.md D19.
import { afterAll, beforeAll, expect, test } from "vitest";
import { activityQuerySchema } from "@/lib/activity/input-schema.ts";
import { countActivity, listActivity } from "@/lib/activity/queries.ts";
import { closeDoors, db, openDoors, write } from "@/lib/db/doors.ts";
import { createId } from "@/lib/ids.ts";
import { sendMessage } from "@/lib/messages/commands.ts";
import { getMessage } from "@/lib/messages/queries.ts";
import { addReaction } from "@/lib/reactions/commands.ts";
import { NAMED_MAX, type ReactionsChange, reactionsChangeSchema } from "@/lib/reactions/schema.ts";
import { roomChannel } from "@/lib/realtime/channels.ts";
import { setHub } from "@/lib/realtime/shared-hub.ts";
import { createRoom } from "@/lib/rooms/commands.ts";
import { until } from "../../support/until.ts";
import { type RegisteredViewer, START_MS, signUp } from "../accounts/register-viewer.ts";
import { connect, startServer } from "../realtime/embedded-support.ts";

const PEOPLE = 1000;
/** So many at a time, as many requests come at once and not all. */
const AT_ONCE = 50;

let ada: RegisteredViewer;
beforeAll(async () => {
  await openDoors();
  ada = await signUp("ada");
}, START_MS);
afterAll(closeDoors);

/** People who are members of the room and have no password: hashing a thousand would take minutes. */
async function fill(roomId: string): Promise<string[]> {
  const ids = Array.from({ length: PEOPLE }, createId);
  const named = ids.map((id, n) => ({ id, username: `p${n}`, usernameKey: `p${n}`, displayName: `P ${n}` }));
  await write(async (tx) => {
    await tx.user.createMany({ data: named.map((one) => ({ ...one, passwordHash: "none" })) });
    await tx.membership.createMany({ data: ids.map((userId) => ({ userId, roomId })) });
  });
  return ids;
}

test("all who are in it react, once each: few events, and what is told and counted is what is stored", async () => {
  const { room } = await createRoom(ada, { kind: "PRIVATE", name: "Town", topic: "", userIds: [] });
  const ids = await fill(room.id);
  const { message } = await sendMessage(ada, room.id, { body: "Shall we?" });
  const running = await startServer();
  setHub(running.embedded.hub);
  const linus = await connect(running);
  await linus.subscribe(roomChannel(room.id));

  for (let at = 0; at < PEOPLE; at += AT_ONCE)
    await Promise.all(
      ids.slice(at, at + AT_ONCE).map((id, n) => addReaction({ ...ada, id }, message.id, n % 2 === 0 ? "👍" : "🎉")),
    );
  const heard = () =>
    linus.inbox.flatMap(({ event, data }) =>
      event === "reactions.changed" ? [reactionsChangeSchema.parse(JSON.parse(data)) as ReactionsChange] : [],
    );
  const revs = () => heard().flatMap((one) => one.revs);
  await until(() => revs().length === PEOPLE, { what: "all reactions are told" });
  expect(new Set(revs()).size).toBe(PEOPLE);
  // At most a few for each hundred reactions, and not one for each.
  expect(heard().length).toBeLessThan(PEOPLE / 4);

  const stored = await db().reaction.groupBy({ by: ["emoji"], where: { messageId: message.id }, _count: true });
  expect(Object.fromEntries(stored.map(({ emoji, _count }) => [emoji, _count]))).toEqual({ "👍": 500, "🎉": 500 });
  const told = heard()
    .at(-1)
    ?.reactions.map(({ emoji, count, userIds }) => [emoji, count, userIds.length]);
  expect(told).toEqual([
    ["👍", 500, NAMED_MAX],
    ["🎉", 500, NAMED_MAX],
  ]);
  const now = await getMessage(ada, message.id);
  expect(now.reactions.map(({ emoji, count }) => [emoji, count])).toEqual([
    ["👍", 500],
    ["🎉", 500],
  ]);
  // Their author has one row of them, which is in no number.
  const { entries } = await listActivity(ada, activityQuerySchema.parse({}));
  expect(entries.filter(({ messageId }) => messageId === message.id)).toHaveLength(1);
  expect((await countActivity(ada)).rooms[room.id]).toBeUndefined();
}, 240_000);
