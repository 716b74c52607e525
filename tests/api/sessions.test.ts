import { afterAll, expect, test } from "vitest";
import { sessionsReplySchema } from "@/lib/users/credentials-schema.ts";
import { cast, PASSWORD, type Person, register } from "../support/cast.ts";
import { client, expectReply, expectSuccess, refusal } from "../support/client.ts";
import { openDatabase } from "../support/database.ts";
import { startServer } from "../support/server.ts";

const server = await startServer();
afterAll(() => server.stop());
const { ada, grace, mallory } = await cast(server);

const sessionsOf = async (person: Person) =>
  (await expectReply(person.api.get("/api/chat/sessions"), sessionsReplySchema)).sessions;
const currentOf = async (person: Person) => (await sessionsOf(person)).find((one) => one.current)?.id;
const isSignedIn = async (person: Person) => (await person.api.get("/api/chat/me")).status === 200;
const changePassword = (person: Person, currentPassword: string, newPassword: string) =>
  person.api.post("/api/chat/me/password", { currentPassword, newPassword });

test("ada sees each of her devices, and which one she is on", async () => {
  const phone = await ada.logIn();
  const sessions = await sessionsOf(phone);
  expect(sessions).toHaveLength(2);
  expect(sessions.filter((one) => one.current)).toHaveLength(1);
  expect(await currentOf(phone)).not.toBe(await currentOf(ada));
  await phone.logOut();
  expect(await sessionsOf(ada)).toHaveLength(1);
});

test("ada signs one lost device out, at once", async () => {
  const lost = await ada.logIn();
  const id = await currentOf(lost);
  expect(await isSignedIn(lost)).toBe(true);
  await expectSuccess(ada.api.delete(`/api/chat/sessions/${id}`));
  expect([await isSignedIn(lost), await isSignedIn(ada)]).toEqual([false, true]);
});

test("ada signs every other device out, at once", async () => {
  const others = [await ada.logIn(), await ada.logIn()];
  expect(await Promise.all(others.map(isSignedIn))).toEqual([true, true]);
  await expectSuccess(ada.api.delete("/api/chat/sessions"));
  expect(await Promise.all([...others, ada].map(isSignedIn))).toEqual([false, false, true]);
});

test("mallory cannot sign ada out, nor learn whether there is such a session", async () => {
  const id = await currentOf(ada);
  expect(await refusal(mallory.api.delete(`/api/chat/sessions/${id}`))).toBe("404 not_found");
  expect(await refusal(mallory.api.delete("/api/chat/sessions/doesnotexist"))).toBe("404 not_found");
  expect(await isSignedIn(ada)).toBe(true);
});

test("a new password works, the old one does not, and only the device that changed it stays signed in", async () => {
  const here = await register(server, "changer");
  const there = await here.logIn();
  expect(await isSignedIn(there)).toBe(true);
  await expectSuccess(changePassword(here, PASSWORD, "a wholly new sentence"));
  expect([await isSignedIn(here), await isSignedIn(there)]).toEqual([true, false]);
  const login = (password: string) => client(server.url).post("/api/login", { username: "changer", password });
  expect(await refusal(login(PASSWORD))).toBe("401 unauthorized");
  expect(await refusal(login("a wholly new sentence"))).toBe("200 no error");
});

test("nobody changes a password without the current one, or to a weak one", async () => {
  expect(await refusal(changePassword(grace, "not my password", "a wholly new sentence"))).toBe("403 forbidden");
  expect(await refusal(changePassword(grace, PASSWORD, "short"))).toBe("422 invalid");
  expect(await refusal(changePassword(grace, PASSWORD, "password1"))).toBe("422 invalid");
  await grace.logIn();
});

test("without a token, with a broken one and with another scheme nobody is let in", async () => {
  const path = "/api/chat/rooms";
  expect(await refusal(ada.api.get(path))).toBe("200 no error");
  expect(await refusal(client(server.url).get(path))).toBe("401 unauthorized");
  expect(await refusal(client(server.url, `${ada.token}x`).get(path))).toBe("401 unauthorized");
  const basic = { headers: { authorization: `Basic ${btoa(`ada:${PASSWORD}`)}` } };
  expect(await refusal(client(server.url).get(path, basic))).toBe("401 unauthorized");
});

test("sessions that are over are removed when the server starts, and no others", async () => {
  const first = await startServer();
  const linus = await register(first, "linus");
  const [over, idle] = [await linus.logIn(), await linus.logIn()];
  const ids = { over: await currentOf(over), idle: await currentOf(idle), alive: await currentOf(linus) };
  await first.stop();
  const database = await openDatabase(first);
  const past = "2020-01-01T00:00:00.000+00:00";
  await database.run('UPDATE "Session" SET "expiresAt" = ? WHERE "id" = ?', past, ids.over);
  await database.run('UPDATE "Session" SET "lastSeenAt" = ? WHERE "id" = ?', past, ids.idle);
  const second = await startServer({ dataDir: first.dataDir });
  const left = () => database.all('SELECT "id" FROM "Session"');
  await expect.poll(left).toEqual([{ id: ids.alive }]);
  expect(await isSignedIn(linus.via(second))).toBe(true);
  await database.close();
  await second.stop();
});
