// docs/reliability.md F6, F7, F8: what is served, with which type, and what is removed from it.
import sharp from "sharp";
import { afterAll, describe, expect, test } from "vitest";
import { cast } from "../support/cast.ts";
import { film } from "../support/movie.ts";
import { startServer } from "../support/server.ts";
import { fetchFile, pdf, picture, refused, upload, wav } from "../support/upload-files.ts";

const server = await startServer();
const people = await cast(server);
afterAll(() => server.stop());

const get = (id: string, init?: RequestInit, rest = "") =>
  fetchFile(people.ada, server.url, `/api/files/${id}${rest}`, init);
const bytesOf = async (id: string, rest = "") => Buffer.from(await (await get(id, {}, rest)).arrayBuffer());

describe("the answer", () => {
  test.each([
    ["an image", "a.png", () => picture(), "inline", "image/png"],
    ["sound", "a.wav", async () => wav(100), "inline", "audio/wav"],
    ["a PDF", "a.pdf", async () => pdf(100), "attachment", "application/pdf"],
    ["HTML", "a.html", async () => Buffer.from("<script>alert(1)</script>"), "attachment", "text/plain; charset=utf-8"],
    ["an SVG", "a.svg", async () => Buffer.from("<svg onload='alert(1)'/>"), "attachment", "text/plain; charset=utf-8"],
    ["a script", "a.js", async () => Buffer.from("alert(1)"), "attachment", "text/plain; charset=utf-8"],
  ])("for %s runs nothing, whoever opens it", async (_, name, make, disposition, type) => {
    const file = await upload(people.ada, name, await make());
    const { headers } = await get(file.id);
    expect(headers.get("content-disposition")).toBe(`${disposition}; filename="${name}"; filename*=UTF-8''${name}`);
    expect(headers.get("content-type")).toBe(type);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toMatch(/^default-src 'none';.*sandbox$/);
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(headers.get("cache-control")).toMatch(/^private,/);
    expect(headers.get("set-cookie")).toBeNull();
  });

  test("carries a name that cannot end the header", async () => {
    const { id } = await upload(people.ada, 'a"; filename=x\r\nX-Bad: 1é.txt', Buffer.from("x"));
    const { headers } = await get(id);
    expect(headers.get("x-bad")).toBeNull();
    expect(headers.get("content-disposition")).toContain(
      "filename*=UTF-8''a%22%3B%20filename%3DxX-Bad%3A%201%C3%A9.txt",
    );
  });

  test("can be asked for in parts, and for whether it is still the same", async () => {
    const file = await upload(people.ada, "a.pdf", pdf(1000));
    const whole = await bytesOf(file.id);
    const part = await get(file.id, { headers: { range: "bytes=10-19" } });
    expect([part.status, part.headers.get("content-range"), part.headers.get("content-length")]).toEqual([
      206,
      "bytes 10-19/1000",
      "10",
    ]);
    expect(Buffer.from(await part.arrayBuffer()).equals(whole.subarray(10, 20))).toBe(true);
    const beyond = await get(file.id, { headers: { range: "bytes=1000-" } });
    expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, "bytes */1000"]);
    const head = await get(file.id, { method: "HEAD" });
    expect([head.status, head.headers.get("content-length"), head.headers.get("accept-ranges")]).toEqual([
      200,
      "1000",
      "bytes",
    ]);
    const tag = head.headers.get("etag") ?? "";
    expect((await get(file.id, { headers: { "if-none-match": tag } })).status).toBe(304);
    const old = await get(file.id, { headers: { range: "bytes=10-19", "if-range": '"another"' } });
    expect(old.status).toBe(200);
  });

  test("of a text file's first lines says whether there are more", async () => {
    const text = async (content: string | Buffer, name = "a.md") => {
      const { id } = await upload(people.ada, name, Buffer.from(content));
      return (await people.ada.api.get(`/api/files/${id}/text`)).body;
    };
    expect(await text("# Hi\r\nyou ✓")).toEqual({ text: "# Hi\nyou ✓", truncated: false });
    const long = (await text("line ✓\n".repeat(5000))) as { text: string; truncated: boolean };
    expect([long.text.split("\n").every((line) => line === "line ✓"), long.truncated]).toEqual([true, true]);
    expect(await text(Buffer.from("\ufeffUTF-16", "utf16le"))).toMatchObject({ text: "UTF-16" });
    expect(await text(Buffer.from("Stra\xdfe\r\n\x1a", "latin1"))).toEqual({ text: "Straße\n", truncated: false });
    expect(await text("# Hello\nhow we work\n", "README")).toEqual({
      text: "# Hello\nhow we work\n",
      truncated: false,
    });
    const { id } = await upload(people.ada, "a.pdf", pdf(100));
    expect((await people.ada.api.get(`/api/files/${id}/text`)).status).toBe(404);
  });
});

// docs/reliability.md F8.
test("a film says nothing of where it was made, and is where it was, byte by byte", async () => {
  const { bytes, picture: place } = film(true);
  const { id, kind, type } = await upload(people.ada, "IMG_1.MOV", bytes);
  const served = await bytesOf(id);
  expect([kind, type, served.length, served.includes("secret")]).toEqual([
    "video",
    "video/quicktime",
    bytes.length,
    false,
  ]);
  expect(served.subarray(place.from, place.to).equals(bytes.subarray(place.from, place.to))).toBe(true);
  expect(await refused(people.ada, "half.mp4", bytes.subarray(0, 60))).toBe("415 unsupported_type");
});

describe("an image", () => {
  test("is upright and says nothing of where and by whom it was taken", async () => {
    const dirty = await sharp(await picture("jpeg", 80, 40))
      .withExif({
        IFD0: { Orientation: "6", Artist: "Ada L." },
        IFD3: { GPSLatitude: "51/1 30/1 0/1", GPSLatitudeRef: "N" },
      })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const premise = await sharp(dirty).metadata();
    expect([premise.orientation, premise.exif !== undefined]).toEqual([6, true]);
    const file = await upload(people.ada, "photo.jpg", dirty);
    expect([file.width, file.height]).toEqual([40, 80]);
    const { exif, xmp, iptc, orientation, width, height } = await sharp(await bytesOf(file.id)).metadata();
    expect({ exif, xmp, iptc, orientation, width, height }).toEqual({ width: 40, height: 80 });
  });

  test("loses what stands behind its end", async () => {
    const bytes = Buffer.concat([await picture("png"), Buffer.from("<script>alert(1)</script>")]);
    const { id } = await upload(people.ada, "a.png", bytes);
    expect((await bytesOf(id)).includes("script")).toBe(false);
  });

  test("that unpacks to 900 million pixels is refused before it is unpacked", async () => {
    const huge = await picture("png", 8, 8);
    huge.writeUInt32BE(30_000, 16);
    huge.writeUInt32BE(30_000, 20);
    const { crc32 } = await import("node:zlib");
    huge.writeUInt32BE(crc32(huge.subarray(12, 29)), 29);
    expect(await refused(people.ada, "bomb.png", huge)).toBe("415 unsupported_type");
  });

  test.each(["png", "jpeg", "webp", "avif", "gif"] as const)(
    "as %s comes in small sizes, never larger than it is",
    async (format) => {
      const { id } = await upload(people.ada, `a.${format}`, await picture(format, 600, 300));
      const small = await sharp(await bytesOf(id, "?size=320")).metadata();
      expect([small.format, small.width, small.height]).toEqual(["webp", 320, 160]);
      const same = await sharp(await bytesOf(id, "?size=1600")).metadata();
      expect([same.width, same.height]).toEqual([600, 300]);
      expect((await get(id, {}, "?size=321")).status).toBe(422);
    },
  );

  test("that moves goes on moving, and stands still when it is small", async () => {
    const frames = Buffer.alloc(3 * 64 * 3, 0).map((_, index) => (index * 7) % 256);
    const gif = await sharp(frames, { raw: { width: 8, height: 24, channels: 3, pageHeight: 8 } })
      .gif({ delay: [100, 100, 100] })
      .toBuffer();
    const file = await upload(people.ada, "moving.gif", gif);
    expect([file.animated, file.width, file.height]).toEqual([true, 8, 8]);
    expect((await sharp(await bytesOf(file.id)).metadata()).pages).toBe(3);
    expect((await sharp(await bytesOf(file.id, "?size=320")).metadata()).pages ?? 1).toBe(1);
  });

  test("of a document or sound there is no small version", async () => {
    const { id } = await upload(people.ada, "a.wav", wav(100));
    expect((await get(id, {}, "?size=320")).status).toBe(404);
  });
});
