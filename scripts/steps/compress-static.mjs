// Writes a copy compressed with Brotli and one compressed with gzip, both at the highest level, beside every built
// script and style sheet. lib/http/front/precompressed.ts serves them.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";

/** For smaller files the headers would be larger than the saving. */
const WORTHWHILE_BYTES = 512;
const [withBrotli, withGzip] = [promisify(brotliCompress), promisify(gzip)];

export async function compressStatic(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((file) => /\.(js|css)$/.test(file));
  await Promise.all(
    files.map(async (name) => {
      const file = path.join(folder, name);
      const content = readFileSync(file);
      if (content.length < WORTHWHILE_BYTES) return;
      const [br, gz] = await Promise.all([withBrotli(content), withGzip(content, { level: 9 })]);
      writeFileSync(`${file}.br`, br);
      writeFileSync(`${file}.gz`, gz);
    }),
  );
}
