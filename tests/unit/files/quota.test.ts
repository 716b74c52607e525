import { utimesSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer-type.ts";
import { closeDoors, db, openDoors } from "@/lib/db/doors.ts";
import { reserveUploads } from "@/lib/files/commands.ts";
import { RESERVED_KEPT_MS } from "@/lib/files/limits.ts";
import { expireReservations, removeBytesSoon } from "@/lib/files/removal.ts";
import { incomingPath } from "@/lib/files/storage/paths.ts";
import { registerUser } from "@/lib/users/commands.ts";

const MB = 1024 * 1024;
process.env.QUOTA_TOTAL_MB = "20";
process.env.QUOTA_PERSON_MB = "12";

async function register(username: string): Promise<Viewer> {
  const origin = { address: "test", userAgent: "test", kind: "TOKEN" } as const;
  const { user, session } = await registerUser({ username, password: "correct horse battery" }, origin);
  return { ...user, sessionId: session.id };
}

let ada: Viewer;
let grace: Viewer;
beforeAll(async () => {
  await openDoors();
  ada = await register("ada");
  grace = await register("grace");
});
afterAll(closeDoors);

const announce = (viewer: Viewer) =>
  reserveUploads(viewer, "attachment", { files: [{ name: "plan.pdf", size: 3 * MB }] });
const announced = async (viewer: Viewer) =>
  (await db().file.findMany({ where: { ownerId: viewer.id, state: "UPLOADING" } })).length;

test("what is announced at once by one person and by several stays within the quotas of each and of all", async () => {
  const asked = await Promise.allSettled(
    [ada, grace].flatMap((one) => Array.from({ length: 10 }, () => announce(one))),
  );
  const refused = asked.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []));
  // With 3 MB per file, a limit of twelve MB for one person allows four files, and the limit of twenty for all together
  // leaves two for the other.
  expect([await announced(ada), await announced(grace)].sort()).toEqual([2, 4]);
  expect(refused).toEqual(Array(14).fill("too_large"));
});

test("what is announced and never comes holds its room for an hour, and no longer", async () => {
  const [coming] = await db().file.findMany({ where: { state: "UPLOADING" } });
  const later = Date.now() + RESERVED_KEPT_MS + 1000;
  const place = incomingPath(coming?.id ?? "");
  await mkdir(path.dirname(place), { recursive: true });
  await writeFile(place, "its first bytes");
  utimesSync(place, new Date(later), new Date(later));
  await expireReservations();
  expect((await announced(ada)) + (await announced(grace)), "within the hour nothing ends").toBe(6);
  await expireReservations(later);
  expect((await announced(ada)) + (await announced(grace)), "what is on its way stays").toBe(1);
  removeBytesSoon();
  const hasRoom = () =>
    announce(grace).then(
      () => true,
      () => false,
    );
  await expect.poll(hasRoom, { timeout: 10_000 }).toBe(true);
});
