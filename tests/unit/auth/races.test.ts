import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { logIn, revokeOtherSessions, revokeSession } from "@/lib/auth/commands.ts";
import { findViewerByToken } from "@/lib/auth/sessions.ts";
import type { Viewer } from "@/lib/auth/viewer-type.ts";
import { closeDoors, db, openDoors, write } from "@/lib/db/doors.ts";
import { createInvite, revokeInvite } from "@/lib/invites/commands.ts";
import { changePassword, registerUser, updateProfile } from "@/lib/users/commands.ts";

const origin = { address: "test", userAgent: "test", kind: "TOKEN" } as const;
const first = "the very first password";

beforeAll(openDoors);
afterAll(closeDoors);

async function join(username: string): Promise<Viewer> {
  const { user, session } = await registerUser({ username, password: first }, origin);
  return { ...user, sessionId: session.id };
}
const sessionsOf = async (userId: string) => db().session.findMany({ where: { userId } });

describe("a log-in that is under way", () => {
  test("while the password changes leaves no session, in 16 rounds of three each", async () => {
    const ada = await join("ada");
    let password = first;
    let outlived = 0;
    for (let round = 0; round < 16; round++) {
      const newPassword = `password number ${round} of mine`;
      const logIns = [1, 2, 3].map(() => logIn({ username: "ada", password }, origin));
      const change = changePassword(ada, { currentPassword: password, newPassword });
      const begun = await Promise.allSettled(logIns);
      await change;
      password = newPassword;
      for (const one of begun)
        if (one.status === "fulfilled" && (await findViewerByToken(one.value.session.token))) outlived += 1;
      const left = (await sessionsOf(ada.id)).filter((session) => session.id !== ada.sessionId);
      expect(left, `round ${round}`).toEqual([]);
    }
    expect(outlived).toBe(0);
    expect((await logIn({ username: "ada", password }, origin)).user.id, "and she gets in").toBe(ada.id);
  }, 60_000);

  test("says what it says to a wrong password", async () => {
    const bea = await join("bea");
    const change = changePassword(bea, { currentPassword: first, newPassword: "another good one" });
    // These log-ins check the old hash before the change and finish after it, because the change hashes twice.
    const late = Promise.allSettled(
      Array.from({ length: 8 }, () => logIn({ username: "bea", password: first }, origin)),
    );
    await change;
    const refused = (await late).filter((one) => one.status === "rejected");
    for (const one of refused)
      expect(one.reason).toMatchObject({ code: "unauthorized", message: expect.stringMatching(/do not match/) });
  });
});

describe("a change of the password", () => {
  test("of two at once from one password one holds, and the other says that it came too late", async () => {
    const carl = await join("carl");
    const words = ["one of the new ones", "two of the new ones"];
    const done = await Promise.allSettled(
      words.map((newPassword) => changePassword(carl, { currentPassword: first, newPassword })),
    );
    expect(done.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const winner = words[done.findIndex(({ status }) => status === "fulfilled")] ?? "";
    expect(done.find((one) => one.status === "rejected")?.reason).toMatchObject({ code: "conflict" });
    expect((await logIn({ username: "carl", password: winner }, origin)).user.id).toBe(carl.id);
  });

  test("from a session that is revoked meanwhile does not happen: a thief's last request is worth nothing", async () => {
    const dora = await join("dora");
    const { session } = await logIn({ username: "dora", password: first }, origin);
    const thief = { ...dora, sessionId: session.id };
    const change = changePassword(thief, { currentPassword: first, newPassword: "mine from now on" });
    await Promise.all([
      revokeSession(dora, session.id),
      expect(change).rejects.toMatchObject({ code: "unauthorized" }),
    ]);
    expect((await logIn({ username: "dora", password: first }, origin)).user.id).toBe(dora.id);
  });

  test("gives a browser another token for the same session, and a program keeps its own", async () => {
    const emil = await join("emil");
    const { session } = await logIn({ username: "emil", password: first }, { ...origin, kind: "BROWSER" });
    const browser = { ...emil, sessionId: session.id };
    const token = await changePassword(browser, { currentPassword: first, newPassword: "a second password" });
    expect(token).toMatch(/^[\w-]{40,}$/);
    expect(await findViewerByToken(session.token), "the old one is worth nothing").toBeNull();
    expect((await findViewerByToken(token ?? ""))?.sessionId).toBe(session.id);
    const program = await logIn({ username: "emil", password: "a second password" }, origin);
    const change = { currentPassword: "a second password", newPassword: "a third password" };
    expect(await changePassword({ ...emil, sessionId: program.session.id }, change)).toBeNull();
    expect((await findViewerByToken(program.session.token))?.id).toBe(emil.id);
  });
});

describe("what somebody may no longer", () => {
  test("does not happen when they were unmade, disabled or deleted after it was asked", async () => {
    const founder = await join("jule");
    await write((tx) => tx.user.updateMany({ where: { id: founder.id }, data: { role: "ADMIN" } }));
    const admin: Viewer = { ...founder, role: "ADMIN" };
    const invite = await createInvite(admin, { expiresInDays: 1, maxUses: 1 }, "http://parley.test");
    await write((tx) => tx.user.updateMany({ where: { id: founder.id }, data: { role: "MEMBER" } }));
    const late = [
      createInvite(admin, { expiresInDays: 1, maxUses: 1 }, "http://parley.test"),
      revokeInvite(admin, invite.id),
    ];
    // Awaited together: on PostgreSQL they run side by side, and a refusal that nobody awaits yet is an error.
    await Promise.all(late.map((one) => expect(one).rejects.toMatchObject({ code: "forbidden" })));
    await write((tx) => tx.user.updateMany({ where: { id: founder.id }, data: { deletedAt: new Date() } }));
    await expect(updateProfile(founder, { displayName: "Back again" })).rejects.toMatchObject({ code: "unauthorized" });
    await expect(updateProfile(founder, { statusText: "back" })).rejects.toMatchObject({ code: "unauthorized" });
  });
});

describe("a log-in with the cookie of another session", () => {
  test("takes its place, whoever's it was, and not before the password is right", async () => {
    const [fritz, gina] = [await join("fritz"), await join("gina")];
    const before = await logIn({ username: "fritz", password: first }, origin);
    const replaces = before.session.token;
    await expect(logIn({ username: "gina", password: "not hers at all" }, { ...origin, replaces })).rejects.toThrow();
    expect(await findViewerByToken(replaces)).not.toBeNull();
    await logIn({ username: "gina", password: first }, { ...origin, replaces });
    expect(await findViewerByToken(replaces)).toBeNull();
    const own = (await logIn({ username: "gina", password: first }, origin)).session.token;
    await logIn({ username: "gina", password: first }, { ...origin, replaces: own });
    expect(await findViewerByToken(own)).toBeNull();
    expect(
      (await sessionsOf(fritz.id)).map((one) => one.id),
      "his others go on",
    ).toEqual([fritz.sessionId]);
    await revokeOtherSessions(gina);
    expect((await sessionsOf(gina.id)).map((one) => one.id)).toEqual([gina.sessionId]);
  });

  test("so does a registration", async () => {
    const hans = await join("hans");
    const { session } = await logIn({ username: "hans", password: first }, origin);
    await registerUser({ username: "ines", password: first }, { ...origin, replaces: session.token });
    expect(await findViewerByToken(session.token)).toBeNull();
    await expect(
      registerUser({ username: "ines", password: first }, { ...origin, replaces: "not a token at all" }),
    ).rejects.toThrow(/taken/);
    expect((await sessionsOf(hans.id)).map((one) => one.id)).toEqual([hans.sessionId]);
  });
});
