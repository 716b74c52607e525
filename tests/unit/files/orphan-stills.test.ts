import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDoors, openDoors, write } from "@/lib/db/doors.ts";
import { removeOrphanStills } from "@/lib/files/orphans.ts";
import { thumbnailPath } from "@/lib/files/storage/paths.ts";
import { createId } from "@/lib/ids.ts";

beforeAll(openDoors);
afterAll(closeDoors);

const still = (id: string, size: number) => {
  const place = thumbnailPath(id, size);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, "small");
  return place;
};

test("small versions of files that another machine has removed go within a day, and those of the others stay", async () => {
  const [known, gone] = [Array.from({ length: 30 }, createId), Array.from({ length: 30 }, createId)];
  const data = known.map(
    (id) => ({ id, home: "S3", state: "READY", kind: "IMAGE", name: "a", type: "image/png", size: 1 }) as const,
  );
  await write((tx) => tx.file.createMany({ data }));
  const kept = known.flatMap((id) => [still(id, 320), still(id, 800)]);
  const stray = gone.flatMap((id) => [still(id, 320), still(id, 1600)]);
  // One of these files is in a folder with many others.
  const crowd = Array.from({ length: 101 }, (_, n) => still(`zz${String(n).padStart(18, "0")}`, 320));
  for (let quarter = 0; quarter < 96; quarter++) await removeOrphanStills(7_000_000 + quarter);
  expect(kept.filter((place) => !existsSync(place))).toEqual([]);
  expect([...stray, ...crowd].filter((place) => existsSync(place))).toEqual([]);
});
