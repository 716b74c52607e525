// docs/reliability.md P1, P2: own push service, and everything that it may answer.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  DEVICES_MAX,
  type PushDevice,
  pushDeviceReplySchema,
  pushDevicesReplySchema,
  pushTestReplySchema,
} from "@/lib/push/schema.ts";
import { focusChannel } from "@/lib/realtime/channels.ts";
import { type Cast, cast, type Person } from "../support/cast.ts";
import { expectReply, expectSuccess, refusal } from "../support/client.ts";
import { live } from "../support/live.ts";
import { type PushBrowser, type PushService, startPushService } from "../support/push-service.ts";
import { startServer, type TestServer } from "../support/server.ts";
import { until } from "../support/until.ts";

const PATH = "/api/chat/push-subscriptions";
/** Beyond the time after which a push service that does not answer is left, and the pause before the next try. */
const GIVEN_UP_MS = 30_000;

let service: PushService;
let server: TestServer;
let people: Cast;
beforeAll(async () => {
  service = await startPushService();
  server = await startServer({ env: { ...service.env, LIMIT_PUSH: "1000/60" } });
  people = await cast(server);
});
afterEach(async () => {
  for (const person of Object.values(people))
    for (const { id } of await devicesOf(person)) await expectSuccess(person.api.delete(`${PATH}/${id}`));
  expect(service.faults).toEqual([]);
});
afterAll(async () => {
  await server.stop();
  await service.close();
});

async function turnOn(person: Person, browser: PushBrowser, hidesContent?: boolean): Promise<PushDevice> {
  const body = { ...browser.subscription, ...(hidesContent !== undefined && { hidesContent }) };
  return (await expectReply(person.api.put(PATH, body), pushDeviceReplySchema)).device;
}
const devicesOf = async (person: Person) => (await expectReply(person.api.get(PATH), pushDevicesReplySchema)).devices;
const testOf = (person: Person, { id }: { id: string }) =>
  expectReply(person.api.post(`${PATH}/${id}/test`), pushTestReplySchema);

/** Grace on a phone of hers, which has notifications turned on, and nothing to tell yet. */
async function phoneOf(person: Person, hidesContent?: boolean) {
  const phone = await person.logIn();
  const browser = await service.subscribe();
  const device = await turnOn(phone, browser, hidesContent);
  return { phone, browser, device };
}

/**
 * Expects that nothing has come but these, with the help of a last message that does come: what was sent before it is decided
 * before it.
 */
async function expectOnly(browser: PushBrowser, told: string[], sender: Person, to: Person): Promise<void> {
  await sender.send(await sender.directWith(to), "last");
  await browser.told(told.length);
  const words = browser.notifications.map(({ title, body }) => `${title}: ${body}`);
  expect(words).toEqual([...told, `${sender.username}: last`]);
}

describe("with Parley closed", () => {
  test("grace is told of a direct message, and the notification leads to it", async () => {
    const { ada, grace } = people;
    const { browser, device, phone } = await phoneOf(grace);
    const room = await ada.directWith(grace);
    const { seq } = await ada.send(room, "**Tea** at four?");
    expect(await browser.told(0)).toBe("ada: Tea at four?");
    expect(browser.notifications[0]).toMatchObject({
      navigate: `${server.url}/rooms/${room.id}?m=${seq}`,
      tag: room.id,
    });
    await until(async () =>
      (await devicesOf(grace)).some(({ id, lastDeliveryAt }) => id === device.id && lastDeliveryAt !== null),
    );
    await phone.logOut();
  });

  test("she is told of mentions, of everybody's too, and of answers, and of nothing else in a room", async () => {
    const { ada, grace, linus } = people;
    const { browser, phone } = await phoneOf(grace);
    const room = await ada.createRoom({ kind: "PRIVATE", name: "Garden", userIds: [grace.id, linus.id] });
    const hers = await grace.send(room, "I planted beans, @ada and @grace");
    await ada.send(room, "Good, and ask nobody@example.org");
    await ada.send(room, "@linus knows more");
    await ada.send(room, "@grace, look");
    expect(await browser.told(0)).toBe("ada in Garden: @grace, look");
    await ada.send(room, "@all come here");
    expect(await browser.told(1)).toBe("ada in Garden: @all come here");
    await ada.send(room, "They grow", { replyToId: hers.id });
    expect(await browser.told(2)).toBe("ada in Garden: They grow");
    await expectOnly(
      browser,
      browser.notifications.map(({ title, body }) => `${title}: ${body}`),
      linus,
      grace,
    );
    expect(new Set(browser.topics).size, "a topic for each conversation").toBe(2);
    await phone.logOut();
  });

  test("a reply in a thread that mentions her opens the thread", async () => {
    const { ada, grace } = people;
    const { browser, phone } = await phoneOf(grace);
    const room = await ada.createRoom({ kind: "PRIVATE", name: "Talk", userIds: [grace.id] });
    await ada.updateRoom(room, { threads: "ON" });
    const root = await ada.send(room, "A question");
    const { seq } = await ada.send(room, "@grace?", { rootId: root.id });
    await browser.told(0);
    expect(browser.notifications[0]?.navigate).toContain(`/rooms/${room.id}?thread=${root.id}&message=${seq}`);
    await phone.logOut();
  });

  test("a device that hides contents shows neither words nor names", async () => {
    const { ada, grace } = people;
    const { browser, phone, device } = await phoneOf(grace, true);
    expect(device).toMatchObject({ hidesContent: true, current: true });
    await ada.send(await ada.directWith(grace), "between us");
    expect(await browser.told(0)).toBe("Parley: You have a new message.");
    expect((await turnOn(phone, browser)).hidesContent, "stays as it was chosen").toBe(true);
    expect(await turnOn(phone, browser, false)).toMatchObject({ id: device.id, hidesContent: false });
    await phone.logOut();
  });
});

describe("nobody is told", () => {
  test("where they muted the chat or want nothing of the room", async () => {
    const { ada, grace } = people;
    const { browser, phone } = await phoneOf(grace);
    const chat = await ada.directWith(grace);
    await grace.setInRoom(chat, { mutedUntil: "2099-01-01T00:00:00.000Z" });
    const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
    await grace.setInRoom(room, { level: "NOTHING" });
    await ada.send(chat, "psst");
    await ada.send(room, "@grace");
    await expectOnly(browser, [], people.linus, grace);
    await grace.setInRoom(chat, { mutedUntil: null });
    await phone.logOut();
  });

  test("while they are not to be disturbed", async () => {
    const { ada, grace } = people;
    const { browser, phone } = await phoneOf(grace);
    const disturb = (doNotDisturbUntil: string | null) =>
      expectSuccess(grace.api.patch("/api/chat/me", { doNotDisturbUntil }));
    await disturb("2099-01-01T00:00:00.000Z");
    await ada.send(await ada.directWith(grace), "later");
    // Linus is told of it when the pause is over.
    const other = await phoneOf(people.linus);
    await ada.send(await ada.directWith(people.linus), "now");
    await other.browser.told(0);
    await disturb(null);
    await expectOnly(browser, [], people.linus, grace);
    await phone.logOut();
    await other.phone.logOut();
  });

  test("while they are looking at a page of Parley, on whatever device, and only they can say so", async () => {
    const { ada, grace, mallory } = people;
    const { browser, phone } = await phoneOf(grace);
    const chat = await ada.directWith(grace);
    const [desk, spy] = [await live(grace), await live(mallory)];
    await expect(spy.subscribe(focusChannel(grace.id))).rejects.toThrow();
    await desk.subscribe(focusChannel(grace.id));
    await ada.send(chat, "you see it anyway");
    // Linus is told of it when the pause is over.
    const other = await phoneOf(people.linus);
    await ada.send(await ada.directWith(people.linus), "now");
    await other.browser.told(0);
    desk.close();
    spy.close();
    await ada.send(chat, "are you there?");
    expect(await browser.told(0)).toBe("ada: are you there?");
    await expectOnly(browser, ["ada: are you there?"], people.linus, grace);
    await phone.logOut();
    await other.phone.logOut();
  });

  test("on a device that has logged out, and not on one where somebody else has logged in since", async () => {
    const { ada, grace, linus } = people;
    const { browser, phone } = await phoneOf(grace);
    await phone.logOut();
    expect(await devicesOf(grace)).toEqual([]);
    const first = await phoneOf(grace);
    // The same browser, with another account.
    const his = await linus.logIn();
    await turnOn(his, first.browser);
    expect(await devicesOf(grace)).toEqual([]);
    await ada.send(await ada.directWith(grace), "for grace alone");
    await ada.send(await ada.directWith(linus), "for linus");
    expect(await first.browser.told(0)).toBe("ada: for linus");
    expect(browser.requests).toBe(0);
    expect(first.browser.requests).toBe(1);
    await his.logOut();
    await first.phone.logOut();
  });
});

describe("within a pause that is long enough for a slow machine", () => {
  let patient: TestServer;
  let people: Cast;
  beforeAll(async () => {
    patient = await startServer({ env: { ...service.env, PUSH_WAIT_SECONDS: "3" } });
    people = await cast(patient);
  });
  afterAll(() => patient.stop());

  test("what comes in a moment is one notification, of the newest, and a repeated send none", async () => {
    const { ada, grace } = people;
    const { browser, phone } = await phoneOf(grace);
    const room = await ada.directWith(grace);
    const clientId = crypto.randomUUID();
    await ada.send(room, "one", { clientId });
    await ada.send(room, "two");
    expect(await browser.told(0)).toBe("ada: two");
    await ada.send(room, "one", { clientId });
    await expectOnly(browser, ["ada: two"], people.linus, grace);
    await phone.logOut();
  });

  test("nobody is told of what they have read on another device within the pause", async () => {
    const { ada, grace } = people;
    const { browser, phone } = await phoneOf(grace);
    const room = await ada.directWith(grace);
    const { seq } = await ada.send(room, "seen at once");
    await grace.read(room, seq);
    await expectOnly(browser, [], people.linus, grace);
    await phone.logOut();
  });

  test("nobody is told of what was deleted, or is in a room that they were removed from, within the pause", async () => {
    const { ada, grace } = people;
    const { browser, phone } = await phoneOf(grace);
    await ada.deleteMessage(await ada.send(await ada.directWith(grace), "forget it"));
    const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
    await ada.send(room, "@grace goodbye");
    await ada.remove(room, grace);
    await expectOnly(browser, [], people.linus, grace);
    await phone.logOut();
  });
});

describe("when the push service", () => {
  test.each([404, 410])("says %i, the device is told no more", async (status) => {
    const { ada, grace } = people;
    const { browser, phone } = await phoneOf(grace);
    browser.answers.push(status);
    await ada.send(await ada.directWith(grace), "hello?");
    await until(async () => (await devicesOf(grace)).length === 0);
    expect(browser.requests).toBe(1);
    await phone.logOut();
  });

  test.each([400, 403, 413])(
    "says %i, it is not tried again, the device stays and the list says why",
    async (status) => {
      const { ada, grace } = people;
      const { browser, phone, device } = await phoneOf(grace);
      browser.answers.push({ status, words: "BadThing" });
      await ada.send(await ada.directWith(grace), "first");
      await until(async () => (await devicesOf(grace))[0]?.lastError !== null);
      expect(await devicesOf(phone)).toMatchObject([
        { id: device.id, lastError: `The push service refused it (${status}): BadThing`, lastDeliveryAt: null },
      ]);
      await expectOnly(browser, [], people.linus, grace);
      expect(browser.requests).toBe(2);
      await until(async () => (await devicesOf(phone))[0]?.lastError === null);
      await phone.logOut();
    },
  );

  test.each([429, 500, 503])("says %i, it is asked again later", async (status) => {
    const { ada, grace } = people;
    const { browser, phone } = await phoneOf(grace);
    browser.answers.push({ status, headers: { "retry-after": "1" } });
    await ada.send(await ada.directWith(grace), "patience");
    expect(await browser.told(0, GIVEN_UP_MS)).toBe("ada: patience");
    expect(browser.requests).toBe(2);
    await phone.logOut();
  });

  test("never answers, it is asked again, sends go on, and what was read meanwhile is not told", async () => {
    const { ada, grace, linus } = people;
    const { browser, phone } = await phoneOf(grace);
    const stuck = await phoneOf(linus);
    browser.answers.push("never");
    stuck.browser.answers.push("never");
    const toLinus = await ada.directWith(linus);
    const { seq } = await ada.send(toLinus, "lost?");
    await ada.send(await ada.directWith(grace), "still here");
    await until(() => browser.requests === 1 && stuck.browser.requests === 1);
    await linus.read(toLinus, seq);
    expect(await browser.told(0, GIVEN_UP_MS)).toBe("ada: still here");
    await until(async () => (await devicesOf(linus))[0]?.lastError === "The push service does not answer.");
    await expectOnly(stuck.browser, [], grace, linus);
    await phone.logOut();
    await stuck.phone.logOut();
  });
});

describe("a test of a device", () => {
  test("tells whether the push service has taken it", async () => {
    const { grace } = people;
    const { browser, phone, device } = await phoneOf(grace);
    expect(await testOf(phone, device)).toEqual({ error: null, isGone: false });
    expect(await browser.told(0)).toBe("Parley: Notifications work on this device.");
    browser.answers.push({ status: 403, words: "a\u0000b\u202e" }, 410);
    expect(await testOf(phone, device)).toEqual({ error: "The push service refused it (403): ab", isGone: false });
    expect(await testOf(phone, device)).toEqual({ error: "The browser has ended the subscription.", isGone: true });
    expect(await refusal(phone.api.post(`${PATH}/${device.id}/test`))).toBe("404 not_found");
    await phone.logOut();
  });
});

describe("refused", () => {
  test("are devices of somebody else, as if they were none", async () => {
    const { grace, mallory } = people;
    const { phone, device, browser } = await phoneOf(grace);
    expect(await refusal(mallory.api.delete(`${PATH}/${device.id}`))).toBe("404 not_found");
    expect(await refusal(mallory.api.post(`${PATH}/${device.id}/test`))).toBe("404 not_found");
    expect(await devicesOf(mallory)).toEqual([]);
    expect(browser.requests).toBe(0);
    await expectSuccess(grace.api.delete(`${PATH}/${device.id}`));
    expect(await devicesOf(grace)).toEqual([]);
    await phone.logOut();
  });

  test.each([
    ...["http://push.example.org/x", "https://127.0.0.1/x", "https://localhost/x", "https://[::ffff:10.0.0.1]/x"],
    ...[
      "https://169.254.169.254/latest",
      "https://push.example.org:444/x",
      "https://a:b@push.example.org/",
      "file:///x",
    ],
    ...["http://127.0.0.1:1/x", "https://0x7f000001/", "push", "", `https://push.example.org/${"x".repeat(1024)}`],
  ])("is an address that is not on the public internet: %s", async (endpoint) => {
    const { subscription } = await service.subscribe();
    expect(await refusal(people.grace.api.put(PATH, { ...subscription, endpoint }))).toBe("422 invalid");
    expect(await devicesOf(people.grace)).toEqual([]);
  });

  test("are keys that are none", async () => {
    const { subscription } = await service.subscribe();
    const { p256dh, auth } = subscription.keys;
    const offCurve = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 1)]).toString("base64url");
    for (const keys of [
      { p256dh: offCurve, auth },
      { p256dh, auth: "short" },
      { p256dh: `${p256dh}=`, auth },
      { p256dh },
    ])
      expect(await refusal(people.grace.api.put(PATH, { ...subscription, keys }))).toBe("422 invalid");
    expect((await turnOn(people.grace, { subscription } as PushBrowser)).current).toBe(true);
    await expectSuccess(people.grace.api.delete(`${PATH}/${(await devicesOf(people.grace))[0]?.id}`));
  });

  test(`is one device more than ${DEVICES_MAX}, while the others can be renewed`, async () => {
    const { mallory } = people;
    const sessions = await Promise.all(Array.from({ length: DEVICES_MAX + 1 }, () => mallory.logIn()));
    const last = sessions.pop() as Person;
    for (const one of sessions) await turnOn(one, await service.subscribe());
    expect(await refusal(last.api.put(PATH, (await service.subscribe()).subscription))).toBe("409 conflict");
    await turnOn(sessions[0] as Person, await service.subscribe());
    expect(await devicesOf(mallory)).toHaveLength(DEVICES_MAX);
    for (const one of [...sessions, last]) await one.logOut();
    expect(await devicesOf(mallory)).toEqual([]);
  });
});
