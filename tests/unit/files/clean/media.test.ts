import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { cleanMedia } from "@/lib/files/clean/media.ts";
import { mergeExtents } from "@/lib/files/clean/samples.ts";
import { tone } from "../../../support/media.ts";
import { box, film, u32 } from "../../../support/movie.ts";

const place = path.join(process.env.DATA_DIR ?? "", "media");
async function clean(bytes: Buffer, family: "iso" | "mp3" | "wav"): Promise<Buffer> {
  writeFileSync(place, bytes);
  await cleanMedia(place, family);
  const after = readFileSync(place);
  expect((await cleanInMemory(bytes, family)).equals(after), "the same where there is no disk").toBe(true);
  return after;
}
async function cleanInMemory(bytes: Buffer, family: "iso" | "mp3" | "wav"): Promise<Buffer> {
  const memory = Buffer.from(bytes);
  await cleanMedia(memory, family);
  return memory;
}
/** Whether the box names are nested in this order. */
const has = (bytes: Buffer, name: string) => bytes.includes(Buffer.from(name, "latin1"));

// docs/reliability.md F8.
describe("a film", () => {
  test.each([
    ["whose head comes first", true],
    ["whose head comes last", false],
  ])("%s loses where, when, by whom and with what it was made, and nothing moves", async (_, first) => {
    const { bytes, picture } = film(first);
    expect(bytes.toString("latin1").match(/secret/g)?.length).toBeGreaterThan(12);
    const after = await clean(bytes, "iso");
    expect(after.length).toBe(bytes.length);
    expect(after.includes("secret")).toBe(false);
    expect(after.includes(u32(777))).toBe(false);
    expect(after.subarray(picture.from, picture.to).equals(bytes.subarray(picture.from, picture.to))).toBe(true);
    expect([has(after, "\xa9xyz"), has(after, "loci"), has(after, "52.5163")]).toEqual([false, false, false]);
    // Everything that a player reads keeps its place: the table of the picture track, and the title of a song.
    for (const kept of ["mvhd", "tkhd", "stco", "stsz", "Song of Ada"])
      expect(after.indexOf(kept), kept).toBe(bytes.indexOf(kept));
    expect((await clean(after, "iso")).equals(after), "once more changes nothing").toBe(true);
  });

  test("keeps its cover, but not one that has camera data of its own", async () => {
    const song = (cover: string) =>
      Buffer.concat([
        box("ftyp", "M4A ", u32(0)),
        box(
          "moov",
          box(
            "udta",
            box(
              "meta",
              u32(0),
              box("hdlr", u32(0, 0), "mdirappl", u32(0, 0), "\0"),
              box("ilst", box("covr", box("data", u32(13, 0), cover))),
            ),
          ),
        ),
        box("mdat", "sound"),
      ]);
    expect((await clean(song("JPEG picture"), "iso")).includes("JPEG picture")).toBe(true);
    expect((await clean(song("JPEG Exif\0\0 place"), "iso")).includes("place")).toBe(false);
  });

  test("in fragments loses the words between them, and one that was cut off keeps what it has", async () => {
    const fragment = box(
      "moof",
      box("mfhd", u32(0, 1)),
      box("uuid", "secret"),
      box("traf", box("tfhd", u32(0, 1)), box("udta", "secret")),
    );
    const whole = Buffer.concat([film(true).bytes, fragment, box("mdat", "more pictures"), box("emsg", "secret")]);
    const after = await clean(whole, "iso");
    expect([after.includes("secret"), after.includes("more pictures"), after.includes("tfhd")]).toEqual([
      false,
      true,
      true,
    ]);
    const cut = Buffer.concat([film(true).bytes, box("mdat", "pictures without an end").subarray(0, 20)]);
    expect((await clean(cut, "iso")).includes("pictures")).toBe(true);
  });

  test.each([
    ["a head that ends beyond the file", Buffer.concat([u32(5000), Buffer.from("moovmvhd")])],
    ["a box of no length", Buffer.concat([u32(4), Buffer.from("moov"), u32(0)])],
    ["a box inside that is longer than what it lies in", box("moov", u32(900), "mvhd")],
    ["a wide length that is cut off", Buffer.concat([u32(1), Buffer.from("moov"), u32(1)])],
  ])("with %s is refused", async (_, bytes) => {
    await expect(clean(bytes, "iso")).rejects.toThrow("This file is damaged");
  });

  test("whose tables claim more samples than there are costs what its bytes cost", async () => {
    const { bytes } = film(true);
    const table = bytes.lastIndexOf("stsc");
    bytes.writeUInt32BE(0xffffffff, table + 8 + 4 + 4);
    const after = await clean(bytes, "iso");
    expect(after.length).toBe(bytes.length);
  });
});

// docs/reliability.md N2: the worst tables cost one walk, counted in bytes that are written.
test("parts of a film that lie over each other, and over many others, are taken once", () => {
  const many = Array.from({ length: 50_000 }, (_, n) => ({ from: n, to: 1_000_000 }));
  expect(mergeExtents(many)).toEqual([{ from: 0, to: 1_000_000 }]);
  expect(
    mergeExtents([
      { from: 5, to: 9 },
      { from: 1, to: 3 },
      { from: 2, to: 4 },
    ]),
  ).toEqual([
    { from: 1, to: 4 },
    { from: 5, to: 9 },
  ]);
});

test.each(["iso", "mp3", "wav"] as const)(
  "whatever is in the place of a byte, %s ends, and is as long as it was",
  async (family) => {
    const tagged = Buffer.concat([
      Buffer.from("ID3\x03\0\0\0\0\0\x20COMM\0\0\0\x06\0\0\0words", "latin1"),
      Buffer.alloc(40),
    ]);
    const whole = { iso: film(true).bytes, mp3: tagged, wav: tone(1).subarray(0, 60) }[family];
    for (let at = 0; at < whole.length; at += family === "iso" ? 31 : 1)
      for (const byte of [0, 1, 0x7f, 0xff]) {
        const odd = Buffer.from(whole);
        odd[at] = byte;
        const after = await cleanInMemory(odd, family).catch(() => odd);
        expect(after.length).toBe(whole.length);
      }
  },
);

describe("sound", () => {
  const sevenBits = (size: number) => Buffer.from([size >> 21, (size >> 14) & 127, (size >> 7) & 127, size & 127]);
  const tag = (version: number, ...frames: Buffer[]) => {
    const body = Buffer.concat([...frames, Buffer.alloc(16)]);
    return Buffer.concat([
      Buffer.from(["I", "D", "3"].map((sign) => sign.charCodeAt(0))),
      Buffer.from([version, 0, 0]),
      sevenBits(body.length),
      body,
    ]);
  };
  const frame = (name: string, words: string) =>
    Buffer.concat([Buffer.from(name), u32(words.length + 1), Buffer.from([0, 0, 0]), Buffer.from(words, "latin1")]);
  const oldFrame = (name: string, words: string) =>
    Buffer.concat([
      Buffer.from(name),
      u32(words.length + 1).subarray(1),
      Buffer.from([0]),
      Buffer.from(words, "latin1"),
    ]);
  const sound = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0]), Buffer.from("SOUND-SOUND")]);

  test("as MP3 loses comments, objects, addresses and owners, and keeps its title and its artist", async () => {
    const words = ["COMM", "GEOB", "PRIV", "WXXX", "TXXX", "TENC", "OWNE", "USLT"].map((name) =>
      frame(name, `secret ${name}`),
    );
    for (const version of [3, 4]) {
      const mp3 = Buffer.concat([tag(version, frame("TIT2", "Song of Ada"), ...words, frame("TPE1", "Ada")), sound]);
      const after = await clean(mp3, "mp3");
      expect([after.length, after.includes("secret"), after.indexOf("Song of Ada"), after.indexOf("SOUND")]).toEqual([
        mp3.length,
        false,
        mp3.indexOf("Song of Ada"),
        mp3.indexOf("SOUND"),
      ]);
      expect(after.includes("TPE1")).toBe(true);
    }
    const old = Buffer.concat([tag(2, oldFrame("TT2", "Song of Ada"), oldFrame("COM", "secret")), sound]);
    const after = await clean(old, "mp3");
    expect([after.includes("secret"), after.includes("Song of Ada")]).toEqual([false, true]);
  });

  test("as MP3 loses what stands behind it, and a tag that is told apart only with effort", async () => {
    const ape = Buffer.concat([
      Buffer.from("secret item"),
      Buffer.from("APETAGEX"),
      Buffer.from([0xd0, 7, 0, 0]),
      Buffer.from([43, 0, 0, 0]),
      Buffer.alloc(16),
    ]);
    const old = Buffer.alloc(128);
    old.write("TAGSong of Ada", 0);
    old.write("secret comment", 97);
    const strange = tag(4, frame("COMM", "secret"));
    strange[5] = 0x80;
    const after = await clean(Buffer.concat([strange, sound, ape, old]), "mp3");
    expect([after.includes("secret"), after.includes("SOUND-SOUND"), after.includes("TAGSong of Ada")]).toEqual([
      false,
      true,
      true,
    ]);
  });

  test("as WAV loses its lists of words, and plays as before", async () => {
    const wav = tone(1);
    const words = Buffer.concat(
      ["LIST", "bext", "iXML", "id3 "].map((name) =>
        Buffer.concat([Buffer.from(name), Buffer.from([6, 0, 0, 0]), Buffer.from("secret")]),
      ),
    );
    const after = await clean(Buffer.concat([wav, words]), "wav");
    expect([after.includes("secret"), after.subarray(0, wav.length).equals(wav)]).toEqual([false, true]);
  });
});
