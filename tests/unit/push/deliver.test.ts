// docs/reliability.md P1, with a push service of our own: what is sent at a further try, and what is left of it when the process ends.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { closeDoors, db, openDoors, write } from "@/lib/db/doors.ts";
import { editMessage, sendMessage } from "@/lib/messages/commands.ts";
import { setLongLived } from "@/lib/process/long-lived.ts";
import { savePushSubscription, testPushSubscription } from "@/lib/push/commands.ts";
import { listPushDevices } from "@/lib/push/queries.ts";
import { finishPushing } from "@/lib/push/queue.ts";
import { DEVICES_MAX, REFUSALS_MAX } from "@/lib/push/schema.ts";
import { createRoom } from "@/lib/rooms/commands.ts";
import { type PushBrowser, startPushService } from "../../support/push-service.ts";
import { until } from "../../support/until.ts";
import { type RegisteredViewer, START_MS, signUp } from "../accounts/register-viewer.ts";

const ORIGIN = "https://chat.example.org";
const service = await startPushService();
Object.assign(process.env, service.env);

let ada: RegisteredViewer, grace: RegisteredViewer;
let roomId: string;
let browser: PushBrowser;
beforeAll(async () => {
  await openDoors();
  [ada, grace] = [await signUp("ada"), await signUp("grace")];
  roomId = (await createRoom(ada, { kind: "DIRECT", userIds: [grace.id] })).room.id;
}, START_MS);
beforeEach(async () => {
  await write((tx) => tx.pushSubscription.deleteMany());
  browser = await service.subscribe();
  await turnOn(browser);
});
afterAll(async () => {
  await closeDoors();
  await service.close();
  expect(service.faults).toEqual([]);
});

/** As an orderly end does, with time for a slow machine. */
const finish = () => finishPushing(60_000);
const turnOn = ({ subscription }: PushBrowser, hidesContent?: boolean) =>
  savePushSubscription(grace, { ...subscription, hidesContent }, ORIGIN);
const send = async (body: string) => (await sendMessage(ada, roomId, { body })).message;
const wordsOf = ({ notifications }: PushBrowser) => notifications.map(({ title, body }) => `${title}: ${body}`);
const row = () => db().pushSubscription.findFirstOrThrow({ where: { userId: grace.id } });
/** Until the push service has not taken the first try, and the pause before the next has begun. */
const failed = () => until(async () => (await row()).lastError !== null);

test("what waits is sent at once when the process ends", async () => {
  await send("before the end");
  await finish();
  expect(wordsOf(browser)).toEqual(["ada: before the end"]);
});

test("a process that ends asks a push service that takes nothing once more, and waits no longer", async () => {
  browser.answers.push(503, 503, 503, 503);
  await send("no luck");
  await failed();
  await finish();
  expect(browser.requests).toBe(2);
});

test("a further try goes to the address, with the choice and the words, that are true by then", async () => {
  browser.answers.push(503);
  const { id } = await send("Tea at four");
  await failed();
  await editMessage(ada, id, { body: "Tea at five" });
  const anew = await service.subscribe();
  await turnOn(anew);
  await finish();
  expect([wordsOf(browser), wordsOf(anew)]).toEqual([[], ["ada: Tea at five"]]);

  anew.answers.push(503);
  await send("between us");
  await failed();
  await turnOn(anew, true);
  await finish();
  expect(wordsOf(anew)[1]).toBe("Parley: You have a new message.");
});

test("an older message does not take the place of a newer one of its conversation", async () => {
  browser.answers.push(503);
  await send("older");
  await failed();
  await send("newer");
  await browser.told(0);
  await finish();
  expect([wordsOf(browser), browser.requests]).toEqual([["ada: newer"], 2]);
});

test("a function, which would be held meanwhile, tries once", async () => {
  setLongLived(false);
  browser.answers.push(503);
  await send("once");
  await failed();
  await finish();
  setLongLived();
  expect(browser.requests).toBe(1);
});

test("deliveries one after the other are noted once, and one after a failure again", async () => {
  await send("first");
  await finish();
  const { lastDeliveryAt } = await row();
  await send("second");
  await finish();
  expect((await row()).lastDeliveryAt).toEqual(lastDeliveryAt);
  browser.answers.push(400);
  await send("third");
  await finish();
  expect((await row()).lastError).toContain("400");
  await send("fourth");
  await finish();
  const now = await row();
  expect([now.lastError, now.failures, now.lastDeliveryAt !== lastDeliveryAt]).toEqual([null, 0, true]);
});

test("a device whose push service refuses one after the other is paused until a test is taken", async () => {
  for (let n = 0; n < REFUSALS_MAX; n += 1) {
    browser.answers.push(403);
    await send(`refused ${n}`);
    await finish();
  }
  await send("not even tried");
  await finish();
  expect(browser.requests).toBe(REFUSALS_MAX);
  const [device] = await listPushDevices(grace);
  expect(device?.isPaused).toBe(true);
  await testPushSubscription(grace, device?.id ?? "");
  expect((await listPushDevices(grace))[0]).toMatchObject({ isPaused: false, lastError: null });
  await send("again");
  await finish();
  expect(wordsOf(browser)).toEqual(["Parley: Notifications work on this device.", "ada: again"]);
});

test("a device whose session is over by its age is neither in the list nor among those that a person may have", async () => {
  const old = new Date("2020-01-01T00:00:00.000Z");
  const session = { userId: grace.id, kind: "BROWSER" as const, createdAt: old, address: "test", userAgent: "test" };
  await write(async (tx) => {
    for (let n = 0; n < DEVICES_MAX; n += 1) {
      const of = {
        ...session,
        id: `old${n}`,
        tokenHash: `old${n}`,
        lastSeenAt: old,
        expiresAt: new Date("2099-01-01"),
      };
      await tx.session.create({ data: of });
      const keys = { p256dh: "x", auth: "x", origin: ORIGIN };
      await tx.pushSubscription.create({
        data: { id: `old${n}`, userId: grace.id, sessionId: `old${n}`, endpoint: `https://old.example/${n}`, ...keys },
      });
    }
    await tx.pushSubscription.deleteMany({ where: { sessionId: grace.sessionId } });
  });
  await turnOn(browser);
  expect(await listPushDevices(grace)).toMatchObject([{ current: true }]);
});

test("what waits when the database is closed is let go without a word", async () => {
  await send("too late");
  await closeDoors();
  await finish();
  expect(browser.requests).toBe(0);
  await openDoors();
});
