// Who gets in, and who decides, when two processes are asked at once (docs/reliability.md M2, T6).
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer-type.ts";
import { closeDoors, db, openDoors, write } from "@/lib/db/doors.ts";
import { createId } from "@/lib/ids.ts";
import { ORIGIN, type RegisteredViewer, refusal, START_MS } from "../unit/accounts/register-viewer.ts";
import { type OtherProcess, rounds, startTwo } from "./support/processes.ts";

const HOUR_MS = 60 * 60 * 1000;
let one: OtherProcess, two: OtherProcess;
let ada: Viewer, grace: Viewer;

beforeAll(async () => {
  await openDoors();
  [one, two] = await startTwo({ AUTO_DIRECT_MAX: "0" });
}, 2 * START_MS);
afterAll(closeDoors);

// Parley generates the passwords, so that the list of common ones need not be loaded.
const enter = (on: OtherProcess, username: string, invite?: string) => on.registerUser({ username, invite }, ORIGIN);
async function arrive(name: string): Promise<RegisteredViewer> {
  const { user, session, generatedPassword = "" } = await enter(one, name);
  return { ...user, sessionId: session.id, token: session.token, password: generatedPassword };
}
/** Ada, the administrator, and Grace, with nobody of an earlier race beside them. */
async function meet(): Promise<void> {
  await write((tx) => tx.user.deleteMany({}));
  [ada, grace] = [await arrive("ada"), await arrive("grace")];
}
const setUser = (id: string, data: { role?: "ADMIN" | "MEMBER"; disabledAt?: Date | null }) =>
  write((tx) => tx.user.updateMany({ where: { id }, data }));

test("of those who come first to two processes one is the founder and administrator, and of two with one name one gets in", async () => {
  await rounds(async (n) => {
    await write((tx) => tx.user.deleteMany({}));
    const asked = [enter(one, `Twin${n}`), enter(two, `tWIN${n}`), enter(n % 2 ? one : two, `grace${n}`)];
    expect((await Promise.all(asked.map(refusal))).toSorted()).toEqual(["done", "done", "invalid"]);
    const people = await db().user.findMany({ select: { role: true, isFounder: true }, orderBy: { role: "asc" } });
    expect(people).toEqual([
      { role: "ADMIN", isFounder: true },
      { role: "MEMBER", isFounder: null },
    ]);
  }, 1);
});

test("a person and a group never come to one name, on whichever process", async () => {
  await meet();
  await rounds(async (n) => {
    const asked = [enter(one, `shared${n}`), two.addGroup(ada, { handle: `Shared${n}`, name: "Shared" })];
    const outcomes = (await Promise.all(asked.map(refusal))).toSorted();
    expect(outcomes).toEqual(["done", "invalid"]);
  });
});

test("the last use of an invitation is used once", async () => {
  await meet();
  await rounds(async (n) => {
    const expiresAt = new Date(Date.now() + HOUR_MS);
    const invite = { id: createId(), code: createId(), createdById: ada.id, expiresAt, maxUses: 2, uses: 1 };
    await write((tx) => tx.invite.createMany({ data: invite }));
    const asked = [enter(one, `linus${n}`, invite.code), enter(two, `mallory${n}`, invite.code)];
    expect((await Promise.all(asked.map(refusal))).toSorted()).toEqual(["done", "forbidden"]);
    expect(await db().invite.findUnique({ where: { id: invite.id } })).toMatchObject({ uses: 2 });
  });
});

test("two administrators who unmake or disable each other, or themselves, leave one", async () => {
  await meet();
  await rounds(async (n) => {
    for (const { id } of [ada, grace]) await setUser(id, { role: "ADMIN", disabledAt: null });
    const change = n % 2 ? { disabled: true } : ({ role: "MEMBER" } as const);
    const [first, second] = n % 4 < 2 ? [grace, ada] : [ada, grace];
    const asked = [
      one.changeAccount({ ...ada, role: "ADMIN" }, first.id, change),
      two.changeAccount({ ...grace, role: "ADMIN" }, second.id, change),
    ];
    const refused = (await Promise.all(asked.map(refusal))).filter((outcome) => outcome !== "done");
    expect(refused).toEqual([expect.stringMatching(/^(conflict|forbidden)$/)]);
    expect(await db().user.count({ where: { role: "ADMIN", disabledAt: null } })).toBe(1);
  }, 1);
});

test("an account that is disabled while its person logs in has no session afterwards", async () => {
  await meet();
  const linus = await arrive("linus");
  await rounds(async () => {
    await setUser(linus.id, { disabledAt: null });
    const login = refusal(two.logIn(linus, ORIGIN));
    await one.changeAccount({ ...ada, role: "ADMIN" }, linus.id, { disabled: true });
    expect(["done", "forbidden", "unauthorized"]).toContain(await login);
    expect(await db().session.count({ where: { userId: linus.id } })).toBe(0);
  }, 1);
});

test("a link for a new password works once, and one of two new passwords is the person's", async () => {
  await meet();
  const { id } = await arrive("barbara");
  await rounds(async () => {
    const { url } = await one.createResetLink("shell", id, "http://parley.test");
    const code = new URL(url).searchParams.get("code") ?? "";
    const asked = [one, two].map((on, n) => on.resetPassword({ code, newPassword: `a new secret ${n}` }, ORIGIN));
    const outcomes = await Promise.all(asked.map(refusal));
    expect(outcomes.toSorted()).toEqual(["done", "forbidden"]);
    const password = `a new secret ${outcomes.indexOf("done")}`;
    expect(await refusal(two.logIn({ username: "barbara", password }, ORIGIN))).toBe("done");
  }, 1);
});

test("what two administrators decide at once about the whole server is what one of them said", async () => {
  await meet();
  const admin = { ...ada, role: "ADMIN" } as const;
  await rounds(async (n) => {
    if (n % 2) await write((tx) => tx.setting.deleteMany({}));
    await Promise.all([one, two].map((on, k) => on.forbidTypes(admin, { forbiddenTypes: [`a${k}`, `b${k}`] })));
    const rows = await db().setting.findMany();
    expect(rows.map(({ value }) => value)).toEqual([expect.stringMatching(/"a([01])","b\1"/)]);
  }, 1);
});
