import "server-only";
import { stat } from "node:fs/promises";
import type { Metadata, Sharp } from "sharp";

/** Of one image, from its first byte to what is made of it. Its place is free for somebody else then. */
const SECONDS_MAX = 20;

export type Decoder = {
  /** Size and kind of an image, read off its first bytes, and how many bytes its file has. */
  head(source: string): Promise<{ meta: Metadata; bytes: number }>;
  /** The image, or the first frame of one that moves, to be decoded once something is asked of it. */
  open(source: string | Buffer): Sharp;
  /** Decodes every frame. Throws when one is damaged. */
  checkFrames(image: Buffer): Promise<void>;
};

/** sharp, and with it libvips, is loaded when the first image comes: servers without images do without its memory. */
export async function openDecoder(pixelsMax: number): Promise<Decoder> {
  const { default: load } = await import("sharp");
  load.cache(false);
  load.concurrency(1);
  const options = { limitInputPixels: pixelsMax, failOn: "error" } as const;
  const open = (source: string | Buffer, animated = false) =>
    load(source, { ...options, animated }).timeout({ seconds: SECONDS_MAX });
  return {
    // Without a limit of pixels, so that who exceeds it is told of it.
    head: async (source) => ({
      meta: await load(source, { limitInputPixels: false }).metadata(),
      bytes: (await stat(source)).size,
    }),
    open: (source) => open(source),
    checkFrames: async (image) => void (await open(image, true).resize(8).raw().toBuffer()),
  };
}
