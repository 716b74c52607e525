import { afterAll, expect, test } from "vitest";
import { inviteReplySchema, invitesReplySchema } from "@/lib/invites/schema.ts";
import { loginReplySchema, registerReplySchema } from "@/lib/users/credentials-schema.ts";
import { PASSWORD, type Person, register } from "../support/cast.ts";
import { client, expectReply, expectSuccess, refusal } from "../support/client.ts";
import { startServer } from "../support/server.ts";

const byInvite = await startServer({ env: { REGISTRATION: "invite" } });
const closed = await startServer({ env: { REGISTRATION: "closed" } });
const open = await startServer();
afterAll(() => Promise.all([byInvite.stop(), closed.stop(), open.stop()]));

const signUp = (server: { url: string }, username: string, invite?: string) =>
  client(server.url).post("/api/register", { username, password: PASSWORD, invite });

async function invitation(person: Person, input = {}) {
  return (await expectReply(person.api.post("/api/chat/invites", input), inviteReplySchema)).invite;
}

const ada = await register(byInvite, "ada");
const first = await invitation(ada);
const grace = await expectReply(signUp(byInvite, "grace", first.code), registerReplySchema);

test("the first person needs none, and a link leads the next one in", () => {
  expect(ada.user.role).toBe("ADMIN");
  expect(grace.user.role).toBe("MEMBER");
  expect(first.url).toBe(`${byInvite.url}/register?invite=${first.code}`);
});

test("mallory does not get in without an invitation or with one that she made up", async () => {
  for (const code of [undefined, "", "made-up"])
    expect(await refusal(signUp(byInvite, "mallory", code))).toBe("403 forbidden");
});

test("an invitation for two lets two in, even when five come at once", async () => {
  const { code } = await invitation(ada, { maxUses: 2 });
  const replies = await Promise.all([1, 2, 3, 4, 5].map((n) => signUp(byInvite, `guest${n}`, code)));
  expect(replies.map((reply) => reply.status).sort()).toEqual([201, 201, 403, 403, 403]);
});

test("a name that is taken does not use an invitation up", async () => {
  const { code } = await invitation(ada, { maxUses: 1 });
  expect(await refusal(signUp(byInvite, "ada", code))).toBe("422 invalid");
  await expectReply(signUp(byInvite, "linus", code), registerReplySchema);
});

test("a revoked invitation is worth nothing and leaves the list", async () => {
  const { id, code } = await invitation(ada);
  const listed = async () =>
    (await expectReply(ada.api.get("/api/chat/invites"), invitesReplySchema)).invites.map((one) => one.id);
  expect(await listed()).toContain(id);
  await expectSuccess(ada.api.delete(`/api/chat/invites/${id}`));
  expect(await listed()).not.toContain(id);
  expect(await refusal(signUp(byInvite, "late", code))).toBe("403 forbidden");
  expect(await refusal(ada.api.delete(`/api/chat/invites/${id}`))).toBe("404 not_found");
});

test("where everybody may register, an invitation that is shown counts, and a wrong one is not passed over", async () => {
  const founder = await register(open, "ada");
  const { code } = await invitation(founder, { maxUses: 1 });
  expect(await refusal(signUp(open, "mallory", "made-up-code"))).toBe("403 forbidden");
  await expectReply(signUp(open, "grace", code), registerReplySchema);
  expect(await refusal(signUp(open, "linus", code))).toBe("403 forbidden");
  await expectReply(signUp(open, "linus"), registerReplySchema);
});

test("only administrators invite, and only within bounds", async () => {
  const member = client(byInvite.url, grace.token);
  expect(await refusal(member.post("/api/chat/invites", {}))).toBe("403 forbidden");
  expect(await refusal(member.get("/api/chat/invites"))).toBe("403 forbidden");
  expect(await refusal(member.delete(`/api/chat/invites/${first.id}`))).toBe("403 forbidden");
  for (const input of [{ maxUses: 0 }, { maxUses: 1001 }, { expiresInDays: 366 }, { expiresInDays: 1.5 }])
    expect(await refusal(ada.api.post("/api/chat/invites", input))).toBe("422 invalid");
});

test("where registration is closed the first person gets in, of many at once too, and nobody after", async () => {
  const replies = await Promise.all(Array.from({ length: 6 }, (_, n) => signUp(closed, `first${n}`)));
  expect(replies.map((reply) => reply.status).sort()).toEqual([201, 403, 403, 403, 403, 403]);
  const founder = replies.find((reply) => reply.status === 201)?.body as { user: { username: string; role: string } };
  expect(founder.user.role).toBe("ADMIN");
  const login = { username: founder.user.username, password: PASSWORD };
  const { token } = await expectReply(client(closed.url).post("/api/login", login), loginReplySchema);
  const { code } = (await expectReply(client(closed.url, token).post("/api/chat/invites", {}), inviteReplySchema))
    .invite;
  expect(await refusal(signUp(closed, "grace"))).toBe("403 forbidden");
  expect(await refusal(signUp(closed, "grace", code))).toBe("403 forbidden");
});
