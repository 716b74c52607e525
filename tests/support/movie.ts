// A film like those of phones, but small: a picture track, a track of locations, and metadata in every place where it
// can be.
/** A box of ISO/IEC 14496-12. */
export function box(type: string, ...parts: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : part)));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length, 0);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, body]);
}

export function u32(...numbers: number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4);
  for (const [index, number] of numbers.entries()) bytes.writeUInt32BE(number, index * 4);
  return bytes;
}

const hdlr = (handler: string, name: string) => box("hdlr", u32(0, 0), handler, u32(0, 0, 0), `${name}\0`);
/** A track whose samples are at these offsets, one in each chunk. */
function trak(handler: string, samples: { at: number; size: number }[], extra: Buffer[] = []): Buffer {
  const stbl = box(
    "stbl",
    box("stsd", u32(0, 0)),
    box("stts", u32(0, 1, samples.length, 100)),
    box("stsc", u32(0, 1, 1, 1, 1)),
    box("stsz", u32(0, 0, samples.length, ...samples.map(({ size }) => size))),
    box("stco", u32(0, samples.length, ...samples.map(({ at }) => at))),
  );
  const dinf = box("dinf", box("dref", u32(0, 1), box("url ", u32(1))));
  const mdia = box(
    "mdia",
    box("mdhd", u32(0, 777, 777, 1000, 100, 0)),
    hdlr(handler, "secret camera"),
    box("minf", dinf, stbl),
  );
  return box("trak", box("tkhd", u32(7, 777, 777, 1, 0, 100)), mdia, ...extra);
}

/** `first` says whether the moov box is before the samples, as in films that start to play while they load. */
export function film(first: boolean): { bytes: Buffer; picture: { from: number; to: number } } {
  const [pictures, places] = ["PICTURES-PICTURES", "secret 52.5163,13.3777"];
  const ftyp = box("ftyp", "mp42", u32(0), "mp42isom");
  const ilst = box(
    "ilst",
    box("\xa9nam", box("data", u32(1, 0), "Song of Ada")),
    box("\xa9cmt", box("data", u32(1, 0), "secret comment")),
    box("apID", box("data", u32(1, 0), "secret@example.org")),
  );
  const udta = box(
    "udta",
    box("\xa9xyz", "\0\x12\x15\xc7secret+52.5163+013.3777/"),
    box("loci", u32(0), "secret place"),
    box("meta", u32(0), hdlr("mdir", "secret"), ilst),
    Buffer.alloc(4),
  );
  const keys = box(
    "meta",
    hdlr("mdta", ""),
    box("keys", u32(0, 1), box("mdta", "com.secret.location")),
    box("ilst", "secret"),
  );
  const moov = (at: number) =>
    box(
      "moov",
      box("mvhd", u32(0, 777, 777, 1000, 100, 0x10000)),
      trak("vide", [{ at, size: pictures.length }], [box("udta", box("name", "secret name"))]),
      trak("meta", [{ at: at + pictures.length, size: places.length }]),
      udta,
      keys,
      box("uuid", "secret uuid"),
    );
  const mdat = box("mdat", pictures, places);
  const tail = [box("uuid", "secret XMP"), box("free", "secret leftovers"), box("meta", u32(0), "secret")];
  const head = first ? moov(ftyp.length + moov(0).length + 8) : moov(ftyp.length + 8);
  const bytes = Buffer.concat(first ? [ftyp, head, mdat, ...tail] : [ftyp, mdat, head, ...tail]);
  const from = bytes.indexOf(pictures);
  return { bytes, picture: { from, to: from + pictures.length } };
}
