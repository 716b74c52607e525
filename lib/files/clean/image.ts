import "server-only";
import { AppError } from "../../errors.ts";
import { type Piece, readPiece } from "../storage/workspace.ts";
import type { ImageFamily } from "../types.ts";
import { cleanAvif } from "./avif.ts";
import { cleanGif } from "./gif.ts";
import { cleanPng } from "./png.ts";
import { cleanWebp } from "./webp.ts";

/**
 * Returns an image whose pixels are unchanged and whose metadata is removed. Nothing is decoded, so it costs as much as
 * reading the file. `animated` says whether the image moves. `frames` is the number that the decoder found; PNG and
 * AVIF are counted here. Throws when the file is damaged, and `unsupported_type` above `pixelsMax`.
 */
export async function cleanContainer(
  source: Piece,
  family: ImageFamily,
  frames: number,
  pixelsMax: number,
): Promise<{ bytes: Buffer; animated: boolean }> {
  const file = await readPiece(source);
  if (family === "gif") {
    const bytes = cleanGif(file);
    // Browsers allocate the whole logical screen of a GIF for each frame, however little the frame fills.
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
  // An AVIF's colours and its transparency are two coded images of the same size.
  if (pixels > 2 * pixelsMax) throw tooManyPixels(pixelsMax);
  return { bytes, animated: moves };
}

const tooManyPixels = (max: number) =>
  new AppError(
    "unsupported_type",
    `This image can have at most ${max / 1_000_000} million pixels, all its frames and parts together.`,
  );
