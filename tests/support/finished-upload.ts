import { write } from "@/lib/db/doors.ts";
import { createId } from "@/lib/ids.ts";

/** The id of a finished upload that belongs to no message yet, made by the files' commands; for tests in process. */
export async function finishedUpload(owner: { id: string }, kind: "DOCUMENT" | "IMAGE" | "VIDEO" = "DOCUMENT") {
  const file = {
    id: createId(),
    ownerId: owner.id,
    home: "DISK",
    state: "READY",
    kind,
    isMedia: kind !== "DOCUMENT",
  } as const;
  const size = kind === "IMAGE" ? { width: 640, height: 480, placeholder: "data:image/webp;base64,AA==" } : {};
  await write((tx) => tx.file.createMany({ data: { ...file, ...size, name: "a.txt", type: "text/plain", size: 1 } }));
  return file.id;
}
