import { afterAll, beforeAll, expect, test } from "vitest";
import { changeAccount, deleteAccount } from "@/lib/accounts/commands.ts";
import { listAccounts } from "@/lib/accounts/queries.ts";
import { createResetLink, findReset, resetPassword } from "@/lib/accounts/resets.ts";
import { logIn } from "@/lib/auth/commands.ts";
import { findViewerByToken } from "@/lib/auth/sessions.ts";
import { closeDoors, db, openDoors, write } from "@/lib/db/doors.ts";
import { createInvite } from "@/lib/invites/commands.ts";
import { listInvites } from "@/lib/invites/queries.ts";
import { changePassword } from "@/lib/users/commands.ts";
import { listPeople } from "@/lib/users/queries.ts";
import { ORIGIN, type RegisteredViewer, refusal, START_MS, signUp } from "./register-viewer.ts";

let ada: RegisteredViewer, grace: RegisteredViewer, linus: RegisteredViewer, mallory: RegisteredViewer;

beforeAll(async () => {
  await openDoors();
  [ada, grace, linus, mallory] = [
    await signUp("ada"),
    await signUp("grace"),
    await signUp("linus"),
    await signUp("mallory"),
  ];
}, START_MS);
afterAll(closeDoors);

const page = { q: "", offset: 0, limit: 100 };
const account = async (id: string) => (await listAccounts("shell", page)).accounts.find(({ user }) => user.id === id);
const isIn = async ({ token }: { token: string }) => (await findViewerByToken(token)) !== null;
const enter = ({ username, password }: RegisteredViewer, other = password) =>
  logIn({ username, password: other }, ORIGIN);
const codeOf = ({ url }: { url: string }) => new URL(url).searchParams.get("code") ?? "";

test("mallory neither lists nor changes accounts", async () => {
  const none = "forbidden";
  expect(await refusal(listAccounts(mallory, page))).toBe(none);
  expect(await refusal(changeAccount(mallory, mallory.id, { role: "ADMIN" }))).toBe(none);
  expect(await refusal(changeAccount(mallory, grace.id, { disabled: true }))).toBe(none);
  expect(await refusal(deleteAccount(mallory, grace.id))).toBe(none);
  expect(await refusal(createResetLink(mallory, ada.id, "http://parley.test"))).toBe(none);
  expect(await account(mallory.id)).toMatchObject({ user: { role: "MEMBER" }, disabled: false });
});

test("accounts are searched and paged by name, each with when it was last seen", async () => {
  const first = await listAccounts(ada, { q: "", offset: 0, limit: 2 });
  const second = await listAccounts(ada, { q: "", offset: 2, limit: 2 });
  const names = (list: typeof first) => list.accounts.map(({ user }) => user.username);
  expect([names(first), first.hasMore, names(second), second.hasMore]).toEqual([
    ["ada", "grace"],
    true,
    ["linus", "mallory"],
    false,
  ]);
  expect(names(await listAccounts(ada, { ...page, q: "RAC" }))).toEqual(["grace"]);
  expect(names(await listAccounts(ada, { ...page, q: "%" }))).toEqual([]);
  expect(Date.now() - Date.parse((await account(grace.id))?.lastSeenAt ?? "")).toBeLessThan(60_000);
});

test("the last administrator is neither unmade, nor disabled, nor deleted", async () => {
  expect(await refusal(changeAccount(ada, ada.id, { role: "MEMBER" }))).toBe("conflict");
  expect(await refusal(changeAccount(ada, ada.id, { disabled: true }))).toBe("conflict");
  expect(await refusal(deleteAccount(ada, ada.id))).toBe("conflict");
  expect(await refusal(changeAccount("shell", ada.id, { disabled: true }))).toBe("conflict");
  expect(await account(ada.id)).toMatchObject({ user: { role: "ADMIN", username: "ada" }, disabled: false });
  expect(await isIn(ada)).toBe(true);
});

test("of two administrators who unmake, disable or delete one another at once, one stays", async () => {
  const acts: ((by: RegisteredViewer, other: RegisteredViewer) => Promise<unknown>)[] = [
    (by, other) => changeAccount(by, other.id, { role: "MEMBER" }),
    (by, other) => changeAccount(by, other.id, { disabled: true }),
    (by) => changeAccount(by, by.id, { role: "MEMBER" }),
  ];
  for (const act of acts) {
    await changeAccount("shell", linus.id, { role: "ADMIN" });
    const results = await Promise.all([refusal(act(ada, linus)), refusal(act(linus, ada))]);
    expect(results.filter((result) => result === "done")).toHaveLength(1);
    const rest = (await listAccounts("shell", page)).accounts;
    expect(rest.filter(({ user, disabled }) => user.role === "ADMIN" && !disabled)).toHaveLength(1);
    for (const person of [ada, linus]) await changeAccount("shell", person.id, { disabled: false });
    await changeAccount("shell", ada.id, { role: "ADMIN" });
    await changeAccount("shell", linus.id, { role: "MEMBER" });
    [ada, linus] = [await again(ada), await again(linus)];
  }
});

/** The same person with a new session. */
async function again(person: RegisteredViewer): Promise<RegisteredViewer> {
  const { user, session } = await enter(person);
  return { ...person, ...user, sessionId: session.id, token: session.token };
}

test("an administrator who was unmade a moment ago changes nothing any more", async () => {
  await changeAccount(ada, linus.id, { role: "ADMIN" });
  const stale = { ...linus, role: "ADMIN" } as RegisteredViewer;
  await changeAccount(ada, linus.id, { role: "MEMBER" });
  expect(await refusal(changeAccount(stale, grace.id, { disabled: true }))).toBe("forbidden");
  expect(await account(grace.id)).toMatchObject({ disabled: false });
});

test("a disabled person is out at once, cannot log in, is told so with the right password only, and comes back", async () => {
  const link = await createResetLink(ada, grace.id, "http://parley.test");
  expect(await isIn(grace)).toBe(true);
  expect(await changeAccount(ada, grace.id, { disabled: true })).toMatchObject({ disabled: true });
  expect(await isIn(grace)).toBe(false);
  expect(await refusal(enter(grace))).toBe("forbidden");
  expect(await refusal(enter(grace, "not the password"))).toBe("unauthorized");
  expect(await findReset(codeOf(link))).toBeNull();
  expect(await refusal(createResetLink(ada, grace.id, "http://parley.test"))).toBe("conflict");
  expect(await refusal(changeAccount(ada, grace.id, { role: "ADMIN" }))).toBe("conflict");
  expect((await listPeople(ada, { q: "grace", limit: 10 })).length).toBe(0);
  await changeAccount(ada, grace.id, { disabled: false });
  expect(await isIn(grace)).toBe(false);
  grace = await again(grace);
  expect((await listPeople(ada, { q: "grace", limit: 10 })).length).toBe(1);
});

test("a session that was made while the account was disabled opens nothing", async () => {
  const late = await again(mallory);
  await write((tx) => tx.user.updateMany({ where: { id: mallory.id }, data: { disabledAt: new Date() } }));
  expect(await isIn(late)).toBe(false);
  await changeAccount(ada, mallory.id, { disabled: false });
});

test("a link sets a new password once, ends every session, and the old password is worth nothing", async () => {
  const code = codeOf(await createResetLink(ada, grace.id, "http://parley.test"));
  const phone = await again(grace);
  expect(await findReset(code)).toMatchObject({ username: "grace" });
  const reset = (newPassword: string) => resetPassword({ code, newPassword }, ORIGIN);
  expect(await refusal(reset("password1"))).toBe("invalid");
  expect(await isIn(phone)).toBe(true);
  const secrets = ["a brand new secret", "another new secret"];
  const results = await Promise.all(secrets.map((secret) => refusal(reset(secret))));
  expect(results.toSorted()).toEqual(["done", "forbidden"]);
  expect([await isIn(phone), await isIn(grace)]).toEqual([false, false]);
  expect(await refusal(enter(grace))).toBe("unauthorized");
  expect(await refusal(enter(grace, secrets[results.indexOf("forbidden")]))).toBe("unauthorized");
  expect(await refusal(enter(grace, secrets[results.indexOf("done")]))).toBe("done");
  expect(await findReset(code)).toBeNull();
});

test("a newer link voids the one before, a day voids it too, and its code is stored nowhere", async () => {
  const [first, second] = [
    codeOf(await createResetLink("shell", linus.id, "http://parley.test")),
    codeOf(await createResetLink("shell", linus.id, "http://parley.test")),
  ];
  expect(await findReset(first)).toBeNull();
  expect(await findReset(second)).toMatchObject({ username: "linus" });
  const [row] = await db().resetLink.findMany({ where: { userId: linus.id } });
  expect(JSON.stringify(row)).not.toContain(second);
  expect((row?.expiresAt.getTime() ?? 0) - Date.now()).toBeLessThanOrEqual(24 * 60 * 60 * 1000);
  await write((tx) => tx.resetLink.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } }));
  expect(await findReset(second)).toBeNull();
  expect(await refusal(resetPassword({ code: second, newPassword: "a brand new secret" }, ORIGIN))).toBe("forbidden");
  await enter(linus);
});

test("whoever sets a password of their own voids the link that was made for them", async () => {
  const code = codeOf(await createResetLink("shell", linus.id, "http://parley.test"));
  const him = await again(linus);
  await changePassword(him, { currentPassword: linus.password, newPassword: "remembered it after all" });
  expect(await findReset(code)).toBeNull();
  linus = { ...him, password: "remembered it after all" };
});

test("invitations of a disabled administrator let nobody in", async () => {
  await changeAccount(ada, linus.id, { role: "ADMIN" });
  const { id } = await createInvite(
    { ...linus, role: "ADMIN" },
    { expiresInDays: 7, maxUses: 10 },
    "http://parley.test",
  );
  expect((await listInvites(ada, "http://parley.test")).map((invite) => invite.id)).toContain(id);
  await changeAccount(ada, linus.id, { disabled: true });
  expect((await listInvites(ada, "http://parley.test")).map((invite) => invite.id)).not.toContain(id);
});
