import "server-only";
import { type FileHandle, open } from "node:fs/promises";
import { AppError } from "../../errors.ts";
import type { Family } from "../types.ts";
import { cleanMp3 } from "./id3.ts";
import { cleanIso } from "./iso.ts";
import { cleanWav } from "./wav.ts";

/** The file families whose metadata is removed from sound or film. */
const CLEANERS: Partial<Record<Family, (file: FileHandle) => Promise<void>>> = {
  iso: cleanIso,
  mp3: cleanMp3,
  wav: cleanWav,
};

/**
 * Removes the metadata from sound or film, in place and without moving a byte. A second run changes nothing. Resolves
 * to whether the family has metadata to remove. Throws `unsupported_type` when the file is damaged.
 */
export async function cleanMedia(place: string, family: Family): Promise<boolean> {
  const clean = CLEANERS[family];
  if (!clean) return false;
  const file = await open(place, "r+");
  try {
    await clean(file);
    await file.sync();
    return true;
  } catch (error) {
    // System errors, such as a full disk, do not mean that the file is damaged.
    if (error instanceof Error && "syscall" in error) throw error;
    throw new AppError("unsupported_type", "This file is damaged: it cannot be told from its parts what it is.", {
      cause: error,
    });
  } finally {
    await file.close();
  }
}
