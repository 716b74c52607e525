import { afterAll, beforeAll, expect, test } from "vitest";
import { endEverybodysSessions, endSessionsOf } from "@/lib/accounts/sessions.ts";
import { logIn, logOut, revokeOtherSessions, revokeSession } from "@/lib/auth/commands.ts";
import { confirmPassword } from "@/lib/auth/confirm-password.ts";
import { findViewerByToken } from "@/lib/auth/sessions.ts";
import type { Viewer } from "@/lib/auth/viewer-type.ts";
import { closeDoors, db, openDoors, write } from "@/lib/db/doors.ts";
import { changePassword, registerUser } from "@/lib/users/commands.ts";

const origin = { address: "test", userAgent: "test", kind: "TOKEN" } as const;
const password = "correct horse battery";

beforeAll(openDoors);
afterAll(closeDoors);

async function join(username: string): Promise<Viewer> {
  const { user, session } = await registerUser({ username, password }, origin);
  return { ...user, sessionId: session.id };
}
const enter = (username: string, kind: "BROWSER" | "TOKEN" = "TOKEN") =>
  logIn({ username, password }, { ...origin, kind }).then(({ session }) => session);
const isAlive = async (token: string) => (await findViewerByToken(token)) !== null;
/** Dates the last password confirmation of a session `minutes` back. */
const age = ({ sessionId }: Viewer, minutes: number) =>
  write((tx) =>
    tx.session.updateMany({
      where: { id: sessionId },
      data: { createdAt: new Date(Date.now() - minutes * 60_000), confirmedAt: null },
    }),
  );
const refusal = (asked: Promise<unknown>) =>
  asked.then(
    () => "done",
    (error) => `${error.code} ${Object.keys(error.fields ?? {})}`,
  );

test("ada ends her other sessions within ten minutes of her password, and later only with it", async () => {
  const ada = await join("ada");
  const [one, two, three] = [await enter("ada"), await enter("ada"), await enter("ada")];
  await age(ada, 9);
  await revokeSession(ada, one.id);
  await age(ada, 11);
  expect(await refusal(revokeSession(ada, two.id))).toBe("forbidden password");
  expect(await refusal(revokeOtherSessions(ada))).toBe("forbidden password");
  expect([await isAlive(one.token), await isAlive(two.token), await isAlive(three.token)]).toEqual([false, true, true]);
  expect(await refusal(confirmPassword(ada, { password: "not that one" }))).toBe("invalid password");
  expect(await refusal(revokeSession(ada, two.id))).toBe("forbidden password");
  await confirmPassword(ada, { password });
  await revokeSession(ada, two.id);
  await revokeOtherSessions(ada);
  expect([await isAlive(two.token), await isAlive(three.token)]).toEqual([false, false]);
});

test("whoever took over an old session of hers cannot shut her out of the others", async () => {
  const bea = await join("bea");
  const { id } = await enter("bea");
  const thief = { ...bea, sessionId: id };
  await age(thief, 60);
  expect(await refusal(revokeSession(thief, bea.sessionId))).toBe("forbidden password");
  const nobody = await join("carl");
  expect(await refusal(revokeSession(nobody, bea.sessionId)), "and others learn nothing").toBe("not_found ");
  await logOut(thief);
  expect(await refusal(confirmPassword(thief, { password })), "a session that has ended is not confirmed").toBe(
    "unauthorized ",
  );
});

test("a browser has another token after its password was typed again, and after a change", async () => {
  const dora = await join("dora");
  const { id, token } = await enter("dora", "BROWSER");
  const browser = { ...dora, sessionId: id };
  const second = (await confirmPassword(browser, { password })) ?? "";
  expect([await isAlive(token), await isAlive(second)]).toEqual([false, true]);
  expect(await confirmPassword(dora, { password }), "a program keeps its own").toBeNull();
  await age(browser, 60);
  await changePassword(browser, { currentPassword: password, newPassword: "another good one" });
  expect(await refusal(revokeOtherSessions(browser)), "the change asked for it, too").toBe("done");
});

test("an administrator ends the sessions of one person, or of everybody but their own; mallory of nobody", async () => {
  const founder = (await db().user.findFirstOrThrow({ where: { isFounder: true } })).username;
  const session = await enter(founder);
  const admin = (await findViewerByToken(session.token)) as Viewer;
  const [emil, mallory] = [await join("emil"), await join("mallory")];
  const [his, hers] = [await enter("emil"), await enter("mallory")];
  for (const act of [endSessionsOf(mallory, emil.id), endEverybodysSessions(mallory)])
    expect(await refusal(act)).toBe("forbidden ");
  expect(await refusal(endSessionsOf(admin, "0nothing0nothing0000"))).toBe("not_found ");
  await endSessionsOf(admin, emil.id);
  expect([await isAlive(his.token), await isAlive(hers.token)]).toEqual([false, true]);
  await endSessionsOf(admin, admin.id);
  expect(await isAlive(session.token), "the one that asks goes on").toBe(true);
  const again = await enter("emil");
  await endEverybodysSessions(admin);
  expect([await isAlive(again.token), await isAlive(hers.token), await isAlive(session.token)]).toEqual([
    false,
    false,
    true,
  ]);
  expect(await db().session.count()).toBe(1);
});
