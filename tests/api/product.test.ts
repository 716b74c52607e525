import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { eventSchemas } from "@/lib/realtime/events.ts";
import { registerReplySchema } from "@/lib/users/credentials-schema.ts";
import { cast, PASSWORD } from "../support/cast.ts";
import { client, expectReply, refusal } from "../support/client.ts";
import { openDatabase, storedBytes } from "../support/database.ts";
import { live } from "../support/live.ts";
import { spawnServer, startServer } from "../support/server.ts";

// The features of the five earlier programs, line by line; other tests go into each of them. Files (line 8) have tests
// of their own; the layout (line 11), and of line 9 the picker and :name:, are tested in tests/e2e.
const dataDir = mkdtempSync(path.join(tmpdir(), "parley-product-"));
let server = await startServer({ dataDir });
const { ada, grace, linus, mallory } = await cast(server);
const stranger = client(server.url);
afterAll(async () => {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test("1: people register, log in and log out; a name is one whatever its case; only the signed-in take part", async () => {
  const tab = await ada.logIn();
  await tab.logOut();
  expect(await refusal(tab.api.get("/api/chat/rooms"))).toBe("401 unauthorized");
  expect(await refusal(stranger.post("/api/register", { username: "ADA", password: PASSWORD }))).toBe("422 invalid");
  expect((await storedBytes(server)).includes(PASSWORD)).toBe(false);
});

test("2: a blank password makes a strong one, shown once", async () => {
  const { generatedPassword, user } = await expectReply(
    stranger.post("/api/register", { username: "blank", password: "" }),
    registerReplySchema,
  );
  expect(generatedPassword?.length).toBeGreaterThanOrEqual(16);
  const login = await stranger.post("/api/login", { username: user.username, password: generatedPassword });
  expect(Object.keys(login.body as object)).toEqual(["user", "token"]);
});

test("3: a direct chat with every existing person is there from the start", async () => {
  const partners = (await mallory.rooms()).filter((room) => room.kind === "DIRECT").map((room) => room.name);
  expect(partners).toEqual(expect.arrayContaining(["ada", "grace", "linus"]));
});

test("4: the chat list previews every room's last message, newest first, and each opens to its history", async () => {
  const chat = await ada.directWith(grace);
  await grace.send(chat, "First");
  await grace.send(chat, "Last");
  const [top] = await ada.rooms();
  expect(top).toMatchObject({ id: chat.id, lastMessage: { body: "Last", author: { username: "grace" } }, unread: 2 });
  expect((await ada.fullHistory(chat)).map((one) => one.body)).toEqual(["First", "Last"]);
});

test("5: rooms are created, browsed, joined and left, and show their details and members", async () => {
  const room = await ada.createRoom({ name: "Analytical", topic: "Engines" });
  expect((await linus.rooms("open")).map((one) => one.name)).toContain("Analytical");
  await linus.join(room);
  expect(await linus.room(room)).toMatchObject({ topic: "Engines", memberCount: 2 });
  expect((await linus.members(room)).map((one) => one.user.username)).toEqual(["ada", "linus"]);
  await linus.leave(room);
  expect((await ada.room(room)).memberCount).toBe(1);
});

test("6: messages appear at everyone without reload", async () => {
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id, linus.id] });
  const screens = await Promise.all([live(ada), live(grace), live(linus)]);
  for (const screen of screens) await screen.room(room);
  const sent = await grace.send(room, "Everyone?");
  for (const screen of screens) {
    await screen.next((one) => JSON.stringify(one.data).includes(sent.id));
    screen.close();
  }
});

test("7: every message is kept in its room and still there after a restart", async () => {
  const room = await ada.createRoom();
  const sent = await ada.send(room, "For later");
  await server.stop();
  server = await startServer({ dataDir, port: server.port });
  expect((await ada.fullHistory(room)).at(-1)).toEqual(sent);
});

test("9: emoji are kept as typed", async () => {
  const chat = await ada.directWith();
  for (const body of ["😀", "👩🏽‍🚀 and 🏳️‍🌈", ":wave:"]) expect((await ada.send(chat, body)).body).toBe(body);
});

test("10: joining and leaving is told live and kept in the history", async () => {
  const room = await ada.createRoom();
  const screen = await live(ada);
  await screen.room(room);
  await grace.join(room);
  await grace.leave(room);
  for (const words of ["joined the room", "left the room"]) {
    await screen.next((one) => JSON.stringify(one.data).includes(words));
    expect((await ada.fullHistory(room)).map((one) => one.body)).toContain(words);
  }
  screen.close();
});

test("12: a program does all of it with the JSON API and a bearer token", async () => {
  const json = { "content-type": "application/json" };
  const ask = async (method: string, place: string, body?: object, token?: string) => {
    const headers = { ...json, ...(token && { authorization: `Bearer ${token}` }) };
    const reply = await fetch(server.url + place, { method, headers, body: body && JSON.stringify(body) });
    return { status: reply.status, body: reply.status === 204 ? null : await reply.json() };
  };
  const person = { username: "program", password: PASSWORD };
  expect(await ask("POST", "/api/register", person)).toMatchObject({ status: 201 });
  const { status, body } = await ask("POST", "/api/login", person);
  expect(status).toBe(200);
  const rooms = await ask("GET", "/api/chat/rooms", undefined, body.token);
  const general = rooms.body.rooms.find((room: { name: string }) => room.name === "General");
  const at = `/api/chat/rooms/${general.id}`;
  expect(await ask("GET", at, undefined, body.token)).toMatchObject({ status: 200, body: { room: { joined: true } } });
  expect(await ask("POST", `${at}/messages`, { body: "Beep" }, body.token)).toMatchObject({ status: 201 });
  const history = await ask("GET", `${at}/messages`, undefined, body.token);
  expect(history.body.messages.at(-1)).toMatchObject({ body: "Beep", author: { username: "program" } });
  expect(await ask("POST", "/api/logout", undefined, body.token)).toMatchObject({ status: 204 });
  expect(await ask("GET", at, undefined, body.token)).toMatchObject({ status: 401 });
});

test("13: every live event is documented", () => {
  const words = readFileSync("docs/api.md", "utf8");
  for (const name of Object.keys(eventSchemas)) expect(words).toContain(`\`${name}\``);
});

test("14: the database is made on the first run, and without the data folder everything starts afresh", async () => {
  // The server of this file was started with an empty folder.
  const database = await openDatabase(server);
  expect(await database.tables()).toContain("Message");
  await database.close();
  const empty = path.join(dataDir, "afresh");
  const fresh = await startServer({ dataDir: empty });
  const first = await client(fresh.url).post("/api/register", { username: "ada", password: PASSWORD });
  expect(first.body).toMatchObject({ user: { username: "ada", role: "ADMIN" } });
  await fresh.stop();
});

test.each([
  ["PORT", "eighty"],
  ["APP_URL", "not an address"],
  ["AUTO_DIRECT_MAX", "-1"],
  ["REGISTRATION", "maybe"],
])(
  "15: %s is read from the environment, and %j ends the start with one sentence that names it",
  async (name, value) => {
    const failing = await spawnServer({ env: { [name]: value } });
    expect(await failing.ended).toBe(1);
    const words = failing.logs().trim();
    expect(words).toContain(`The setting ${name} cannot be used`);
    expect(words.split("\n")).toHaveLength(1);
  },
);
