// A process of its own that finishes uploads when it is told to, and tells what came of it.
import { openDoors } from "@/lib/db/doors.ts";
import { finishUpload } from "@/lib/files/commands.ts";
import { setLongLived } from "@/lib/process/long-lived.ts";

async function main(given = "[]"): Promise<void> {
  setLongLived();
  const uploads = JSON.parse(given) as { id: string; key: string }[];
  await openDoors();
  process.once("message", async () => {
    process.send?.(await Promise.all(uploads.map(({ id, key }) => finishUpload(id, key))));
  });
  process.once("disconnect", () => process.exit(0));
  process.send?.("ready");
}

void main(...process.argv.slice(2));
