import "server-only";
import { z } from "zod";
import type { File } from "../../prisma/generated/client.ts";
import { db, write } from "../db/doors.ts";
import { AppError, notFound } from "../errors.ts";
import { log } from "../log.ts";
import { singleFlight } from "../single-flight.ts";
import { bytesOf } from "./bytes-of.ts";
import { thumbnailSizesOf } from "./file-url.ts";
import { shrinkImage } from "./images.ts";
import { isHeavyToDecode } from "./limits.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { storageOf } from "./storage/storage.ts";
import { type Piece, Workspace } from "./storage/workspace.ts";
import { imageFamilyOf } from "./types.ts";

/** A smaller version of an image that is stored beside it. `edge` is the longest edge that was asked for, in px. */
const storedStillSchema = z.object({ edge: z.number(), bytes: z.number(), key: z.string() });
export type StoredStill = z.infer<typeof storedStillSchema>;

type Image = Omit<File, "stills">;

/** Returns the stored smaller version of an image for this edge. Images of earlier versions of Parley get theirs now. */
export async function getStoredStill(image: File, edge: number): Promise<StoredStill> {
  const make = () => singleFlight("files.stored-stills", bytesOf(image).id, () => addStills(image));
  const stills = z.array(storedStillSchema).parse(JSON.parse(image.stills ?? (await make())));
  // An image is never enlarged, so its largest version stands for all that are larger.
  const still = stills.find((one) => one.edge >= edge) ?? stills.at(-1);
  if (!still) throw notFound("file");
  return still;
}

function addStills(image: File): Promise<string> {
  const find = async () =>
    (await db().file.findUnique({ where: { id: image.id }, select: { stills: true } }))?.stills ?? null;
  // Made for one of the files that show these bytes, they may take the place of those that another has.
  return oneAtATime(bytesOf(image).id, find, () => makeForReady(bytesOf(image)));
}

/** Makes the smaller versions of stored bytes, for all files that show them. */
async function makeForReady(stored: File): Promise<string> {
  const stills = await Workspace.run(stored.id, async (workspace) =>
    makeStills(stored, await storageOf(stored.home).fetch(stored, workspace)),
  );
  const where = { OR: [{ id: stored.id }, { bytesId: stored.id }], state: { not: "GONE" as const } };
  const { count } = await write((tx) => tx.file.updateMany({ where, data: { stills } }));
  if (count > 0) return stills;
  // Nothing shows these bytes or can be restored, so whoever removes them may have done so before the smaller versions came.
  await storageOf(stored.home).remove(stored);
  throw notFound("file");
}

/**
 * Stores the smaller versions of an image that has just arrived, made of its bytes, and returns what the row keeps of
 * them: null where they are made when somebody asks for them.
 */
export async function storeStills(image: Image, source: Piece): Promise<string | null> {
  if (!storageOf(image.home).storeStill) return null;
  try {
    return await makeStills(image, source);
  } catch (error) {
    if (error instanceof AppError && error.code === "unavailable") throw error;
    // Whoever asks for a smaller version has it made then.
    log.warn("smaller versions of an image could not be made", { fileId: image.id, error: String(error) });
    return null;
  }
}

async function makeStills(image: Image, source: Piece): Promise<string> {
  const family = imageFamilyOf(image.type);
  const { storeStill } = storageOf(image.home);
  if (!family || !storeStill) throw notFound("file");
  const [width, height] = [image.width ?? 0, image.height ?? 0];
  let work = { person: image.ownerId ?? image.id, source, family };
  const stills: StoredStill[] = [];
  for (const edge of thumbnailSizesOf(Math.max(width, height)).reverse()) {
    const bytes = await shrinkImage(work, edge);
    stills.unshift({ edge, bytes: bytes.length, key: await storeStill(image, edge, bytes) });
    // An image that is expensive to decode is decoded once; the others are made from its largest version.
    if (isHeavyToDecode(family, width * height)) work = { ...work, source: bytes, family: "webp" };
  }
  return JSON.stringify(stills);
}
