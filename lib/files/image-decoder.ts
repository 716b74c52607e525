import "server-only";
import type { Metadata, Sharp } from "sharp";
import { type Piece, sizeOfPiece } from "./storage/workspace.ts";

/** The time for one operation on one image. When it is over, the operation fails and another image gets the decoder. */
const SECONDS_MAX = 20;

export type Decoder = {
  /** Reads an image's size and format from its header, and the size of its file. */
  head(source: Piece): Promise<{ meta: Metadata; bytes: number }>;
  /** Returns the image, or its first frame. It is decoded only when an output is requested. */
  open(source: Piece): Sharp;
  /** Decodes every frame. Throws when one is damaged. */
  checkFrames(image: Buffer): Promise<void>;
};

/** Loads sharp, and with it libvips, when the first image comes, so that servers without images save its memory. */
export async function openDecoder(pixelsMax: number): Promise<Decoder> {
  const { default: load } = await import("sharp");
  load.cache(false);
  load.concurrency(1);
  const options = { limitInputPixels: pixelsMax, failOn: "error" } as const;
  const open = (source: Piece, animated = false) =>
    load(source, { ...options, animated }).timeout({ seconds: SECONDS_MAX });
  return {
    // The header is read without a limit of pixels, so that a larger image can be refused with a sentence about its
    // size.
    head: async (source) => ({
      meta: await load(source, { limitInputPixels: false }).metadata(),
      bytes: await sizeOfPiece(source),
    }),
    open: (source) => open(source),
    checkFrames: async (image) => void (await open(image, true).resize(8).raw().toBuffer()),
  };
}
