import "server-only";
import { open } from "node:fs/promises";
import { AppError } from "../../errors.ts";
import type { Piece } from "../storage/workspace.ts";
import type { Family } from "../types.ts";
import { MemoryFile, type OpenFile } from "./file-bytes.ts";
import { cleanMp3 } from "./id3.ts";
import { cleanIso } from "./iso.ts";
import { cleanWav } from "./wav.ts";

/** The file families whose metadata is removed from sound or film. */
const CLEANERS: Partial<Record<Family, (file: OpenFile) => Promise<void>>> = {
  iso: cleanIso,
  mp3: cleanMp3,
  wav: cleanWav,
};

/** Whether sound or film of this family has metadata that `cleanMedia` removes. */
export const hasMetadata = (family: Family): boolean => CLEANERS[family] !== undefined;

/**
 * Removes the metadata from sound or film, in place and without moving a byte. A second run changes nothing. Throws
 * `unsupported_type` when the file is damaged.
 */
export async function cleanMedia(piece: Piece, family: Family): Promise<void> {
  const clean = CLEANERS[family];
  if (!clean) return;
  if (typeof piece !== "string") return refuseDamaged(() => clean(new MemoryFile(piece)));
  const file = await open(piece, "r+");
  try {
    await refuseDamaged(() => clean(file));
    await file.sync();
  } finally {
    await file.close();
  }
}

async function refuseDamaged(clean: () => Promise<void>): Promise<void> {
  try {
    await clean();
  } catch (error) {
    // System errors, such as a full disk, do not mean that the file is damaged.
    if (error instanceof Error && "syscall" in error) throw error;
    throw new AppError("unsupported_type", "This file is damaged: it cannot be told from its parts what it is.", {
      cause: error,
    });
  }
}
