// The API in functions: two processes by turns, which stand still between requests and share no memory.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { activityReplySchema } from "@/lib/activity/schema.ts";
import { roomChannel } from "@/lib/realtime/channels.ts";
import { PASSWORD, type Person, register } from "../support/cast.ts";
import { client, expectReply, expectSuccess, refusal } from "../support/client.ts";
import type { Host } from "../support/functions/host.ts";
import { live } from "../support/live.ts";
import { fetchFile, finished, picture, put, putToStore, ticketFor } from "../support/upload-files.ts";
import { CRON_SECRET, startFunctions } from "./stage.ts";

let host: Host;
let ada: Person, grace: Person, mallory: Person;
beforeAll(async () => {
  host = await startFunctions();
  ada = await register(host, "ada");
  grace = await register(host, "grace");
  mallory = await register(host, "mallory");
});
afterAll(() => host?.stop());

test("ada and grace talk; a send that is repeated in another process is the same message", async () => {
  const room = await ada.createRoom({ kind: "PRIVATE" });
  await ada.add(room, grace);
  const first = await ada.send(room, "From a function");
  const clientId = randomUUID();
  const again = await Promise.all([1, 2, 3, 4].map(() => ada.send(room, "Once", { clientId })));
  expect(new Set(again.map(({ id }) => id)).size).toBe(1);
  await grace.send(room, "And back");
  expect((await grace.fullHistory(room)).map(({ body }) => body)).toEqual(
    expect.arrayContaining(["From a function", "Once", "And back"]),
  );
  const changes = await grace.changes(room, first.rev);
  expect(changes.messages.map(({ body }) => body)).toEqual(["Once", "And back"]);
});

test("mallory reads and writes nothing in a room that she is not in", async () => {
  const room = await ada.createRoom({ kind: "PRIVATE" });
  await ada.send(room, "Not for everybody");
  const at = `/api/chat/rooms/${room.id}/messages`;
  expect(await refusal(mallory.api.get(at))).toBe("404 not_found");
  expect(await refusal(mallory.api.post(at, { body: "Let me in", clientId: randomUUID() }))).toBe("404 not_found");
  expect(await refusal(client(host.url).get(at))).toBe("401 unauthorized");
});

test("what is published goes out before the function stands still", async () => {
  const room = await ada.directWith(grace);
  const socket = await live(grace);
  await socket.room(room);
  for (let n = 1; n <= 6; n += 1) {
    const sent = await ada.send(room, `Live ${n}`);
    await host.frozen();
    const event = await socket.next(
      ({ channel, data }) =>
        channel === roomChannel(room.id) && (data as { message?: { id: string } }).message?.id === sent.id,
    );
    expect(event.event).toBe("message.changed");
  }
  socket.close();
});

test("who logs out in one process is logged out in all", async () => {
  const elsewhere = await grace.logIn();
  await elsewhere.rooms();
  await elsewhere.rooms();
  await elsewhere.logOut();
  await expect
    .poll(async () => [
      await refusal(elsewhere.api.get("/api/chat/me")),
      await refusal(elsewhere.api.get("/api/chat/me")),
    ])
    .toEqual(["401 unauthorized", "401 unauthorized"]);
});

// docs/security.md A5.
describe("a forged X-Forwarded-For", () => {
  test("does not get mallory past the log-in throttle, whatever address she claims", async () => {
    const tries: string[] = [];
    for (let n = 1; n <= 14; n += 1) {
      const headers = { "x-forwarded-for": `203.0.113.${n}`, "x-real-ip": `203.0.113.${n}` };
      const body = { username: "ada", password: `wrong ${n}` };
      tries.push(await refusal(client(host.url).post("/api/login", body, { headers })));
    }
    expect(tries.slice(0, 9)).toEqual(Array(9).fill("401 unauthorized"));
    expect(tries.slice(-2)).toEqual(Array(2).fill("429 rate_limited"));
  });

  test("is not noted as the address of a session", async () => {
    const headers = { "x-forwarded-for": "203.0.113.77" };
    const reply = await client(host.url).post("/api/login", { username: "grace", password: PASSWORD }, { headers });
    expect(reply.status).toBe(200);
    const { body } = await client(host.url, (reply.body as { token: string }).token).get("/api/chat/sessions");
    expect(JSON.stringify(body)).not.toContain("203.0.113.77");
  });
});

describe("files", () => {
  test("go from the browser to the store and come from there, and no function carries them", async () => {
    const room = await ada.directWith(grace);
    const bytes = await picture("png", 80, 60);
    const ticket = await ticketFor(ada, "sunset.png", bytes.length);
    expect((await putToStore(ada, ticket, bytes)).status).toBe(200);
    const file = await finished(ada, ticket);
    const message = await ada.send(room, "Look", { files: [{ id: file.id }] });
    expect(message.files.map(({ name }) => name)).toEqual(["sunset.png"]);
    const reply = await fetchFile(grace, host.url, `/api/files/${file.id}`);
    expect(reply.status).toBe(302);
    const stored = await fetch(reply.headers.get("location") ?? "");
    expect(stored.status).toBe(200);
    expect((await fetchFile(mallory, host.url, `/api/files/${file.id}`)).status).toBe(404);
  });

  test("that are sent to a function are refused", async () => {
    const bytes = await picture();
    const ticket = await ticketFor(ada, "other.png", bytes.length);
    expect((await put(ada, ticket.url, bytes)).status).toBeGreaterThanOrEqual(400);
  });
});

describe("the clock", () => {
  const tick = (authorization?: string) =>
    client(host.url).get("/api/cron", authorization === undefined ? {} : { headers: { authorization } });

  test("that holds the secret has the work done, as often as it likes, and reminders told", async () => {
    const message = await ada.send(await ada.createRoom({}), "Water the plants");
    const wish = { remindAt: new Date(Date.now() - 1000).toISOString(), late: true };
    await expectSuccess(ada.api.put(`/api/chat/messages/${message.id}/saved`, wish));
    const first = await tick(`Bearer ${CRON_SECRET}`);
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({ done: { sessions: true, files: true, accounts: true } });
    expect(Object.values((first.body as { done: object }).done)).not.toContain(false);
    const { entries } = await expectReply(ada.api.get("/api/chat/activity"), activityReplySchema);
    expect(entries.map(({ cause, messageId }) => [cause, messageId])).toContainEqual(["REMINDER", message.id]);
    const replies = await Promise.all([1, 2, 3].map(() => tick(`Bearer ${CRON_SECRET}`)));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  test.each([[undefined], ["Bearer"], [`Bearer ${CRON_SECRET}x`], [`bearer ${CRON_SECRET}`], [`Basic ${CRON_SECRET}`]])(
    "is refused with %s",
    async (authorization) => {
      expect(await refusal(tick(authorization))).toBe("401 unauthorized");
    },
  );

  test("is not everybody who is logged in", async () => {
    expect(await refusal(ada.api.get("/api/cron"))).toBe("401 unauthorized");
    expect((await client(host.url, ada.token).post("/api/cron")).status).toBe(405);
  });
});

test("nothing that failed was written to the log", () => {
  const lines = host.logs().split("\n").filter(Boolean);
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.filter((line) => !/^\{.*"level":"(info|warn)"/.test(line))).toEqual([]);
});
