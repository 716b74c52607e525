import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDoors, db, openDoors } from "@/lib/db/doors.ts";
import { reserveUploads } from "@/lib/files/commands.ts";
import { type RegisteredViewer, START_MS, signUp } from "../unit/accounts/register-viewer.ts";

const MB = 1024 * 1024;
process.env.QUOTA_TOTAL_MB = "20";
process.env.QUOTA_PERSON_MB = "12";

let ada: RegisteredViewer, grace: RegisteredViewer;
beforeAll(async () => {
  await openDoors();
  [ada, grace] = [await signUp("ada"), await signUp("grace")];
}, START_MS);
afterAll(closeDoors);

// On SQLite whoever comes first is served first (tests/unit/files/quota.test.ts); here nobody knows who.
test("what is announced at once by one person and by several stays within the quotas of each and of all", async () => {
  const announce = (viewer: RegisteredViewer) =>
    reserveUploads(viewer, "attachment", { files: [{ name: "plan.pdf", size: 3 * MB }] });
  const asked = await Promise.allSettled(
    [ada, grace].flatMap((one) => Array.from({ length: 10 }, () => announce(one))),
  );
  const refused = asked.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []));
  const counts = await Promise.all([ada, grace].map(({ id }) => db().file.count({ where: { ownerId: id } })));
  expect(counts.every((count) => count >= 2 && count <= 4)).toBe(true);
  expect((counts[0] ?? 0) + (counts[1] ?? 0)).toBe(6);
  expect(refused).toEqual(Array(14).fill("too_large"));
});
