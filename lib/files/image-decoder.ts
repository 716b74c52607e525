import "server-only";
import { stat } from "node:fs/promises";
import type { Metadata, Sharp } from "sharp";

/** The time for one operation on one image. When it is over, the operation fails and another image gets the decoder. */
const SECONDS_MAX = 20;

export type Decoder = {
  /** Reads an image's size and format from its header, and the size of its file. */
  head(source: string): Promise<{ meta: Metadata; bytes: number }>;
  /** Returns the image, or its first frame. It is decoded only when an output is requested. */
  open(source: string | Buffer): Sharp;
  /** Decodes every frame. Throws when one is damaged. */
  checkFrames(image: Buffer): Promise<void>;
};

/** Loads sharp, and with it libvips, when the first image comes, so that servers without images save its memory. */
export async function openDecoder(pixelsMax: number): Promise<Decoder> {
  const { default: load } = await import("sharp");
  load.cache(false);
  load.concurrency(1);
  const options = { limitInputPixels: pixelsMax, failOn: "error" } as const;
  const open = (source: string | Buffer, animated = false) =>
    load(source, { ...options, animated }).timeout({ seconds: SECONDS_MAX });
  return {
    // The header is read without a limit of pixels, so that a larger image can be refused with a sentence about its
    // size.
    head: async (source) => ({
      meta: await load(source, { limitInputPixels: false }).metadata(),
      bytes: (await stat(source)).size,
    }),
    open: (source) => open(source),
    checkFrames: async (image) => void (await open(image, true).resize(8).raw().toBuffer()),
  };
}
