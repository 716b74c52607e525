import { afterAll, expect, test } from "vitest";
import { accountReplySchema, accountsReplySchema, resetLinkReplySchema } from "@/lib/accounts/schema.ts";
import { userChannel } from "@/lib/realtime/channels.ts";
import { loginReplySchema } from "@/lib/users/credentials-schema.ts";
import { browserOf, logInByForm } from "../support/browser-session.ts";
import { cast, type Person, register } from "../support/cast.ts";
import { client, expectReply, expectSuccess, refusal } from "../support/client.ts";
import { rawLive } from "../support/raw-socket.ts";
import { startServer } from "../support/server.ts";

const server = await startServer();
afterAll(() => server.stop());
const { ada, grace, linus } = await cast(server);

const at = ({ id }: { id: string }) => `/api/chat/accounts/${id}`;
const change = async (person: Person, body: object) =>
  (await expectReply(ada.api.patch(at(person), body), accountReplySchema)).account;
const logIn = (person: Person, password = person.password) =>
  client(server.url).post("/api/login", { username: person.username, password });

test("ada sees everybody with role, state and when they were last here", async () => {
  const { accounts, hasMore } = await expectReply(ada.api.get("/api/chat/accounts"), accountsReplySchema);
  expect(accounts.map(({ user, disabled }) => [user.username, user.role, disabled])).toEqual([
    ["ada", "ADMIN", false],
    ["grace", "MEMBER", false],
    ["linus", "MEMBER", false],
    ["mallory", "MEMBER", false],
  ]);
  expect(accounts.every(({ lastSeenAt }) => lastSeenAt !== null)).toBe(true);
  expect(hasMore).toBe(false);
  expect(await refusal(grace.api.get("/api/chat/accounts"))).toBe("403 forbidden");
});

test("whom ada disables is out at once, on HTTP, by cookie and on open sockets, and reads why at the log-in", async () => {
  const socket = await rawLive(grace, server, userChannel(grace.id));
  const browser = await browserOf(grace);
  await expectSuccess(browser.api.get("/api/chat/me"));
  await change(grace, { disabled: true });
  expect(await socket.closed()).toBe(4009);
  expect(await refusal(grace.api.get("/api/chat/me"))).toBe("401 unauthorized");
  expect(await refusal(browser.api.get("/api/chat/me"))).toBe("401 unauthorized");
  expect((await logInByForm(server, grace.username, grace.password)).cookies.has("next-auth.session-token")).toBe(
    false,
  );
  const reply = await logIn(grace);
  expect(reply.status).toBe(403);
  expect(JSON.stringify(reply.body)).toContain("This account is disabled. Ask an administrator.");
  const guess = await logIn(grace, "not the password");
  expect([guess.status, JSON.stringify(guess.body)]).toEqual([401, expect.not.stringContaining("disabled")]);
  await change(grace, { disabled: false });
  await expectReply(logIn(grace), loginReplySchema);
});

test("a new administrator administers from the next request on, and no longer once unmade", async () => {
  await change(linus, { role: "ADMIN" });
  await expectReply(linus.api.get("/api/chat/accounts"), accountsReplySchema);
  await change(linus, { role: "MEMBER" });
  expect(await refusal(linus.api.get("/api/chat/accounts"))).toBe("403 forbidden");
  expect(await refusal(ada.api.patch(at(ada), { role: "MEMBER" }))).toBe("409 conflict");
  expect(await refusal(ada.api.patch(at(ada), { disabled: true }))).toBe("409 conflict");
  expect(await refusal(ada.api.delete(at(ada)))).toBe("409 conflict");
});

test("by the link that ada gives him linus sets a new password, once, and is logged out elsewhere", async () => {
  const { url } = await expectReply(ada.api.post(`${at(linus)}/reset-link`), resetLinkReplySchema);
  expect(url.startsWith(`${server.url}/reset?code=`)).toBe(true);
  const code = new URL(url).searchParams.get("code");
  const reset = (newPassword: string) => client(server.url).post("/api/reset", { code, newPassword });
  // A plain GET, such as that of a program which previews links, does not use the link up.
  expect((await fetch(url)).status).toBe(200);
  expect(await refusal(reset("short"))).toBe("422 invalid");
  await expectSuccess(reset("a password that he keeps"));
  expect(await refusal(reset("a password of somebody else's"))).toBe("403 forbidden");
  expect(await refusal(linus.api.get("/api/chat/me"))).toBe("401 unauthorized");
  expect((await logIn(linus)).status).toBe(401);
  await expectReply(logIn(linus, "a password that he keeps"), loginReplySchema);
});

test("the log says who did what to whom, and no secret", async () => {
  const vera = await register(server, "vera");
  const { url } = await expectReply(ada.api.post(`${at(vera)}/reset-link`), resetLinkReplySchema);
  await expectSuccess(ada.api.delete(at(vera)));
  const acts = server
    .logs()
    .split("\n")
    .filter((line) => line.includes('"administration"') && line.includes(vera.id))
    .map((line) => JSON.parse(line));
  expect(acts.map(({ act, by }) => [act, by])).toEqual([
    ["made a link for a new password", ada.id],
    ["deleted an account", ada.id],
  ]);
  expect(server.logs()).not.toContain(new URL(url).searchParams.get("code"));
});
