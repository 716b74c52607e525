import { afterAll, describe, expect, test } from "vitest";
import { profileReplySchema } from "@/lib/members/schema.ts";
import { loginReplySchema, registerReplySchema } from "@/lib/users/credentials-schema.ts";
import { meReplySchema, userReplySchema, usersReplySchema } from "@/lib/users/schema.ts";
import { cast, PASSWORD, register } from "../support/cast.ts";
import { client, expectReply, expectSuccess, type Reply, refusal } from "../support/client.ts";
import { startServer } from "../support/server.ts";

const server = await startServer();
afterAll(() => server.stop());
const { ada, grace, mallory } = await cast(server);
const stranger = client(server.url);

const signUp = (body: unknown) => stranger.post("/api/register", body);
const fieldsOf = (reply: Reply) => (reply.body as { error: { fields?: Record<string, string> } }).error.fields ?? {};

test("the first person is the administrator and those who follow are members", async () => {
  expect(ada.user.role).toBe("ADMIN");
  expect([grace.user.role, mallory.user.role]).toEqual(["MEMBER", "MEMBER"]);
});

test("somebody who registers without a password is given a strong one that works", async () => {
  for (const [n, password] of [undefined, "", null].entries()) {
    const username = `blank${n}`;
    const { generatedPassword = "" } = await expectReply(signUp({ username, password }), registerReplySchema);
    // 32 readable characters are 5 bits each, so 16 of them are 80 bits.
    expect(generatedPassword.replaceAll("-", "")).toMatch(/^[a-z2-9]{16,}$/);
    await expectReply(stranger.post("/api/login", { username, password: generatedPassword }), loginReplySchema);
  }
});

test("somebody who chooses a password is not shown another", async () => {
  const reply = await expectReply(signUp({ username: "chooser", password: PASSWORD }), registerReplySchema);
  expect(reply.generatedPassword).toBeUndefined();
});

test.each(["ada", "ADA", "Ada", "ａｄａ", " ada "])(
  "nobody else can be called %j while ada is here",
  async (username) => {
    expect(await refusal(stranger.post("/api/login", { username: "ada", password: PASSWORD }))).toBe("200 no error");
    const reply = await signUp({ username, password: PASSWORD });
    expect([reply.status, Object.keys(fieldsOf(reply))]).toEqual([422, ["username"]]);
  },
);

test("a name is the same in both Unicode forms, and its owner logs in with either", async () => {
  const [composed, apart] = ["Zoë".normalize("NFC"), "Zoë".normalize("NFD")];
  await expectReply(signUp({ username: apart, password: PASSWORD }), registerReplySchema);
  expect((await signUp({ username: composed, password: PASSWORD })).status).toBe(422);
  const { user } = await expectReply(
    stranger.post("/api/login", { username: composed.toUpperCase(), password: PASSWORD }),
    loginReplySchema,
  );
  expect(user.username).toBe(composed);
});

test.each(["李雷", "Анна", "נועה", "o.k-_9", "ñandú"])("somebody may be called %s", async (username) => {
  const { user } = await expectReply(signUp({ username, password: PASSWORD }), registerReplySchema);
  expect(user.username).toBe(username.normalize("NFC"));
});

test.each(["", "x", "x".repeat(33), "two words", "a@b", "<b>", "here", "ALL", "...", "nul\0", "\ud800x", 7, null])(
  "nobody can be called %j",
  async (username) => {
    const reply = await signUp({ username, password: PASSWORD });
    expect([reply.status, Object.keys(fieldsOf(reply))]).toEqual([422, ["username"]]);
  },
);

test.each(["short", "x".repeat(257), "password1", "nul\0 in password", "lone \ud800 surrogate"])(
  "nobody can have the password %j",
  async (password) => {
    const reply = await signUp({ username: "candidate", password });
    expect([reply.status, Object.keys(fieldsOf(reply))]).toEqual([422, ["password"]]);
  },
);

test("of many who register one name at once, one gets it", async () => {
  const replies = await Promise.all(
    Array.from({ length: 8 }, (_, i) => signUp({ username: i % 2 ? "Hopper" : "hopper", password: PASSWORD })),
  );
  expect(replies.map((reply) => reply.status).sort()).toEqual([201, ...Array(7).fill(422)]);
});

test("a long Unicode password works as it is and not cut short", async () => {
  const password = "пароль длиной в шестьдесят четыре знака и ещё немного 🔐🔐🔐 конец";
  const person = await register(server, "longpass", password);
  await person.logIn();
  const cut = { username: "longpass", password: password.slice(0, -1) };
  expect(await refusal(stranger.post("/api/login", cut))).toBe("401 unauthorized");
});

test("a token is dead as soon as its owner has logged out", async () => {
  const phone = await grace.logIn();
  await expectReply(phone.api.get("/api/chat/me"), meReplySchema);
  await phone.logOut();
  for (const path of ["/api/chat/me", "/api/chat/rooms", "/api/realtime", "/api/chat/sessions"])
    expect(await refusal(phone.api.get(path))).toBe("401 unauthorized");
  expect(await refusal(phone.api.post("/api/logout"))).toBe("401 unauthorized");
  expect(await refusal(grace.api.get("/api/chat/me"))).toBe("200 no error");
});

test("a wrong password and an unknown name are refused in the same words", async () => {
  await ada.logIn();
  const wrong = await stranger.post("/api/login", { username: "ada", password: "not her password" });
  const unknown = await stranger.post("/api/login", { username: "nobody-here", password: "not her password" });
  expect([wrong.status, wrong.body]).toEqual([401, unknown.body]);
  expect(unknown.status).toBe(401);
});

test("a profile shows its new name and status to others", async () => {
  const profile = { displayName: "Grace Hopper", statusText: "On the Mark I" };
  const { user } = await expectReply(grace.api.patch("/api/chat/me", profile), userReplySchema);
  expect(user).toMatchObject(profile);
  const { users } = await expectReply(mallory.api.get("/api/chat/people?q=hopper"), usersReplySchema);
  expect(users).toContainEqual(user);
});

describe("a status", () => {
  const status = { statusText: "Lunch", statusEmoji: "🍜" };

  test("with an emoji and an end is seen by others until then, and a new one without an end stays", async () => {
    const statusUntil = new Date(Date.now() + 3_600_000).toISOString();
    const { user } = await expectReply(grace.api.patch("/api/chat/me", { ...status, statusUntil }), userReplySchema);
    expect(user).toMatchObject({ ...status, statusUntil });
    const { users } = await expectReply(mallory.api.get(`/api/chat/people?q=${grace.username}`), usersReplySchema);
    expect(users).toContainEqual(user);
    const next = await expectReply(grace.api.patch("/api/chat/me", { statusText: "Back" }), userReplySchema);
    expect(next.user).toMatchObject({ statusText: "Back", statusEmoji: "🍜", statusUntil: null });
  });

  test("does not end with the time in which nobody is to be disturbed, which others see", async () => {
    const doNotDisturbUntil = new Date(Date.now() + 3_600_000).toISOString();
    const { user } = await expectReply(grace.api.patch("/api/chat/me", { doNotDisturbUntil }), userReplySchema);
    expect(user).toMatchObject({ statusText: "Back", doNotDisturbUntil });
    const { users } = await expectReply(mallory.api.get(`/api/chat/people?q=${grace.username}`), usersReplySchema);
    expect(users).toContainEqual(user);
    const off = await expectReply(grace.api.patch("/api/chat/me", { doNotDisturbUntil: null }), userReplySchema);
    expect(off.user).toEqual({ ...user, doNotDisturbUntil: null });
  });

  test.each([
    { doNotDisturbUntil: "2001-01-01T00:00:00.000Z" },
    { doNotDisturbUntil: "tomorrow" },
    { statusEmoji: "lunch" },
    { statusEmoji: "🍜🍜" },
    { statusEmoji: 5 },
    { statusUntil: "tomorrow" },
    { statusUntil: "2001-01-01T00:00:00.000Z" },
    { timeZone: "Middle-earth/Shire" },
    { timeZone: "" },
  ])("cannot be %j, and the profile stays as it was", async (wrong) => {
    const before = await grace.api.get("/api/chat/me");
    const reply = await grace.api.patch("/api/chat/me", { displayName: "Not her", ...wrong });
    expect([reply.status, Object.keys(fieldsOf(reply))]).toEqual([422, Object.keys(wrong)]);
    expect((await grace.api.get("/api/chat/me")).body).toEqual(before.body);
  });
});

describe("a profile", () => {
  const profileOf = async (person: string, rest = "") =>
    (await expectReply(ada.api.get(`/api/chat/people/${person}${rest}`), profileReplySchema)).profile;

  test("has the rooms that both are in and no other, and what they are in a room", async () => {
    const lena = await register(server, "profile-lena");
    const [shared, own] = [await lena.createRoom({ name: "Shared" }), await lena.createRoom({ name: "Hers alone" })];
    await lena.add(shared, ada);
    await expectReply(lena.api.patch("/api/chat/me", { timeZone: "Europe/Kyiv" }), userReplySchema);
    const profile = await profileOf(lena.id, `?roomId=${shared.id}`);
    expect(profile.user).toMatchObject({ username: "profile-lena", timeZone: "Europe/Kyiv" });
    expect(profile.member).toMatchObject({ role: "OWNER" });
    expect(profile.rooms.map(({ id }) => id)).toContain(shared.id);
    expect(profile.rooms.map(({ id }) => id)).not.toContain(own.id);
    expect(await profileOf("@Profile-Lena")).toMatchObject({ user: profile.user, member: null });
    expect(await profileOf(ada.id)).toMatchObject({ user: { id: ada.id }, rooms: [] });
  });

  test("is refused for nobody, for who was deleted, and for a room that one is not in", async () => {
    const gone = await register(server, "profile-gone");
    await expectSuccess(ada.api.delete(`/api/chat/accounts/${gone.id}`));
    const secret = await grace.createRoom({ name: "Not for Ada", kind: "PRIVATE" });
    for (const path of ["@nobody-at-all", "%40", "@", gone.id, "@profile-gone", `${grace.id}?roomId=${secret.id}`])
      expect(await refusal(ada.api.get(`/api/chat/people/${path}`))).toBe("404 not_found");
  });
});

test.each(["олена", "ШЕВ", "Олена Шевчук", "lena-s"])("%j finds Олена Шевчук", async (words) => {
  const lena = await register(server, `lena-s-${words.length}`);
  await expectReply(lena.api.patch("/api/chat/me", { displayName: "Олена Шевчук" }), userReplySchema);
  const find = `/api/chat/people?q=${encodeURIComponent(words)}&limit=100`;
  const { users } = await expectReply(mallory.api.get(find), usersReplySchema);
  expect(users.map((user) => user.id)).toContain(lena.id);
  expect(users.map((user) => user.id)).not.toContain(ada.id);
});

test.each(["100%", "50_50", "back\\slash", "%", "_"])("%j finds who is called so, and nobody else", async (words) => {
  const odd = await register(server, `odd-${encodeURIComponent(words).replaceAll("%", ".")}`);
  await expectReply(odd.api.patch("/api/chat/me", { displayName: `Mx ${words}!` }), userReplySchema);
  const find = `/api/chat/people?q=${encodeURIComponent(words)}&limit=100`;
  const { users } = await expectReply(mallory.api.get(find), usersReplySchema);
  expect(users.map((user) => user.id)).toContain(odd.id);
  expect(users.filter((user) => !`${user.username} ${user.displayName}`.includes(words))).toEqual([]);
});

test.each([{ displayName: "" }, { displayName: "x".repeat(65) }, { statusText: "x".repeat(101) }, { displayName: 5 }])(
  "a profile of %j is refused and changes nothing",
  async (profile) => {
    const before = (await ada.api.get("/api/chat/me")).body;
    const reply = await ada.api.patch("/api/chat/me", profile);
    expect([reply.status, Object.keys(fieldsOf(reply))]).toEqual([422, Object.keys(profile)]);
    expect((await ada.api.get("/api/chat/me")).body).toEqual(before);
  },
);

test("nobody makes themselves an administrator", async () => {
  await expectSuccess(mallory.api.patch("/api/chat/me", { role: "ADMIN", displayName: "Mallory" }));
  const { user } = await expectReply(mallory.api.get("/api/chat/me"), meReplySchema);
  expect(user).toMatchObject({ role: "MEMBER", displayName: "Mallory" });
});
