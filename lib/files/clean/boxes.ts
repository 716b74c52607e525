/** Boxes of ISO/IEC 14496-12, the container of MP4, QuickTime, M4A and AVIF, in a buffer that holds them whole. */
export type Box = {
  type: string /** Where its length is written. */;
  at: number /** Where its content begins and ends. */;
  start: number;
  end: number;
};

const broken = () => new Error("the file is damaged");

/** The boxes between two places, one after the other. Throws for one that does not end where it should. */
export function* boxesIn(bytes: Buffer, from: number, to: number): Generator<Box> {
  for (let at = from; at + 8 <= to; ) {
    const said = bytes.readUInt32BE(at);
    const isLong = said === 1;
    if (isLong && at + 16 > to) throw broken();
    const length = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : said === 0 ? to - at : said;
    const start = at + (isLong ? 16 : 8);
    if (length < start - at || at + length > to) {
      // QuickTime ends some lists with four zeros or a stump.
      throw broken();
    }
    yield { type: bytes.toString("latin1", at + 4, at + 8), at, start, end: at + length };
    at += length;
  }
}

/** Makes a box one that players pass over, with nothing in it. Everything behind it stays where it is. */
export function blank(bytes: Buffer, { at, start, end }: Box): void {
  bytes.write("free", at + 4, "latin1");
  bytes.fill(0, start, end);
}
