import "server-only";
import { readFile } from "node:fs/promises";
import { AppError } from "../../errors.ts";
import type { ImageFamily } from "../types.ts";
import { cleanAvif } from "./avif.ts";
import { cleanGif } from "./gif.ts";
import { cleanPng } from "./png.ts";
import { cleanWebp } from "./webp.ts";

/**
 * An image as it is, without what its file says besides. `animated`: whether it moves. Nothing is decoded, so that it
 * costs what reading it costs. `frames` as far as the decoder sees them: those of a PNG and an AVIF are counted here.
 * Throws when it is damaged, and `unsupported_type` above `pixelsMax`.
 */
export async function cleanContainer(
  source: string,
  family: ImageFamily,
  frames: number,
  pixelsMax: number,
): Promise<{ bytes: Buffer; animated: boolean }> {
  const file = await readFile(source);
  if (family === "gif") {
    const bytes = cleanGif(file);
    // Browsers make room for the whole screen that it speaks of, whatever its frames fill.
    if (bytes.readUInt16LE(6) * bytes.readUInt16LE(8) * frames > pixelsMax) throw tooManyPixels(pixelsMax);
    return { bytes, animated: frames > 1 };
  }
  if (family === "webp") return { bytes: cleanWebp(file), animated: frames > 1 };
  if (family === "png") {
    const png = cleanPng(file);
    const pixels = png.bytes.readUInt32BE(16) * png.bytes.readUInt32BE(20) * png.frames;
    if (pixels > pixelsMax) throw tooManyPixels(pixelsMax);
    return { bytes: png.bytes, animated: png.frames > 1 };
  }
  const { bytes, pixels, moves } = cleanAvif(file);
  // A picture and its transparency are two of the same size.
  if (pixels > 2 * pixelsMax) throw tooManyPixels(pixelsMax);
  return { bytes, animated: moves };
}

const tooManyPixels = (max: number) =>
  new AppError(
    "unsupported_type",
    `This image can have at most ${max / 1_000_000} million pixels, all its frames and parts together.`,
  );
