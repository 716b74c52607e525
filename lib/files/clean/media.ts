import "server-only";
import { type FileHandle, open } from "node:fs/promises";
import { AppError } from "../../errors.ts";
import type { Family } from "../types.ts";
import { cleanMp3 } from "./id3.ts";
import { cleanIso } from "./iso.ts";
import { cleanWav } from "./wav.ts";

/** The families of sound and film whose words and places are taken out. */
const CLEANERS: Partial<Record<Family, (file: FileHandle) => Promise<void>>> = {
  iso: cleanIso,
  mp3: cleanMp3,
  wav: cleanWav,
};

/**
 * Takes out of sound or film, in place and without moving a byte, where and by whom it was made. Done twice it leaves the
 * same. Resolves to whether there is anything to clean in that family. Throws `unsupported_type` for what is damaged.
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
    // A full disk and the like are no fault of the file.
    if (error instanceof Error && "syscall" in error) throw error;
    throw new AppError("unsupported_type", "This file is damaged: it cannot be told from its parts what it is.", {
      cause: error,
    });
  } finally {
    await file.close();
  }
}
