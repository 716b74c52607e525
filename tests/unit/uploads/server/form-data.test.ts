import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AppError } from "../../../../lib/errors.ts";
import { boundaryOf, fileBytes } from "../../../../lib/uploads/server/form-data.ts";

const BOUNDARY = "----WebKitFormBoundaryx7";
const form = (content: Uint8Array, name = "file") =>
  Buffer.concat([
    Buffer.from(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"; filename="a"\r\nContent-Type: image/png\r\n\r\n`,
    ),
    content,
    Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
  ]);

async function* inPieces(bytes: Buffer, sizes: number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let i = 0; at < bytes.length; i++) {
    const size = Math.max(1, sizes[i % sizes.length] ?? 1);
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function read(bytes: Buffer, sizes: number[]): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of fileBytes(inPieces(bytes, sizes), BOUNDARY)) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => "nothing",
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

describe("the bytes of a form's file", () => {
  test("are those that were put in, wherever the network cuts the form", async () => {
    const almost = fc.constantFrom("\r\n", "\r\n--", `\r\n--${BOUNDARY.slice(0, 9)}`, `--${BOUNDARY}`, "\r", "x", "\0");
    const content = fc.array(fc.oneof(almost, fc.string({ maxLength: 20 })), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(
        content,
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 }),
        async (parts, sizes) => {
          const bytes = Buffer.from(parts.join(""), "latin1");
          // The sender of a form chooses a boundary that does not occur in it.
          fc.pre(!`\r\n${parts.join("")}`.includes(`\r\n--${BOUNDARY}`));
          expect((await read(form(bytes), sizes)).equals(bytes)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  test.each([
    ["that ends too early", form(Buffer.from("abc")).subarray(0, -BOUNDARY.length - 8)],
    ["with another field", form(Buffer.from("abc"), "other")],
    ["with a head that never ends", Buffer.alloc(20_000, "x")],
    ["of nothing", Buffer.alloc(0)],
  ])("a form %s is refused", async (_, bytes) => {
    expect(await refusal(read(bytes, [1000]))).toBe("bad_request");
  });

  test.each([null, "", "application/json", "multipart/form-data", `multipart/form-data; boundary=${"x".repeat(71)}`])(
    "%s names no boundary",
    (type) => {
      expect(() => boundaryOf(type)).toThrow(AppError);
    },
  );

  test("a boundary may stand in quotes", () => {
    expect(boundaryOf('multipart/form-data; charset=utf-8; boundary="a b"')).toBe("a b");
    expect(boundaryOf("multipart/form-data; boundary=abc")).toBe("abc");
  });
});
