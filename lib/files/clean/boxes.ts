/** A box of ISO/IEC 14496-12, the container of MP4, QuickTime, M4A and AVIF, in a buffer that holds it completely. */
export type Box = {
  type: string /** The offset of its length field. */;
  at: number /** The offsets of its content. */;
  start: number;
  end: number;
};

const broken = () => new Error("the file is damaged");

/** Yields the boxes between two offsets, in their order. Throws for a box that reaches beyond `to`. */
export function* listBoxes(bytes: Buffer, from: number, to: number): Generator<Box> {
  for (let at = from; at + 8 <= to; ) {
    const said = bytes.readUInt32BE(at);
    const isLong = said === 1;
    if (isLong && at + 16 > to) throw broken();
    const length = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : said === 0 ? to - at : said;
    const start = at + (isLong ? 16 : 8);
    if (length < start - at || at + length > to) {
      // QuickTime ends some lists with four zeros or an incomplete box.
      throw broken();
    }
    yield { type: bytes.toString("latin1", at + 4, at + 8), at, start, end: at + length };
    at += length;
  }
}

/** Turns a box into an empty `free` box, which players skip. Everything after it stays at its offset. */
export function blankBox(bytes: Buffer, { at, start, end }: Box): void {
  bytes.write("free", at + 4, "latin1");
  bytes.fill(0, start, end);
}
