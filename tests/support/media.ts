// Pictures, sound and video for tests, generated so that no files are kept in the repository.
import type { Page } from "@playwright/test";
import sharp from "sharp";
import type { AttachInput } from "@/lib/files/attach-schema.ts";
import type { Message } from "@/lib/messages/schema.ts";
import type { Person } from "./cast.ts";
import { upload } from "./upload-files.ts";

/** A JPEG of sky, hills and a sun, different for each `n`. */
export function photo(n: number, width = 1600, height = 1200): Promise<Buffer> {
  const hue = (n * 47) % 360;
  const at = (part: number, of: number) => Math.round(part * of);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><linearGradient id="s" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="hsl(${hue} 60% 55%)"/><stop offset="1" stop-color="hsl(${(hue + 40) % 360} 70% 82%)"/>
    </linearGradient></defs>
    <rect width="100%" height="100%" fill="url(#s)"/>
    <circle cx="${at(0.2 + (n % 5) * 0.15, width)}" cy="${at(0.3, height)}" r="${at(0.1, height)}" fill="#fff6d8"/>
    <path d="M0 ${at(0.7, height)} Q${at(0.25, width)} ${at(0.5, height)} ${at(0.5, width)} ${at(0.72, height)} T${width} ${at(0.62, height)} V${height} H0Z" fill="hsl(${(hue + 150) % 360} 25% 38%)"/>
    <path d="M0 ${at(0.86, height)} Q${at(0.4, width)} ${at(0.68, height)} ${width} ${at(0.85, height)} V${height} H0Z" fill="hsl(${(hue + 160) % 360} 30% 24%)"/>
  </svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 82 }).toBuffer();
}

/** A GIF that blinks between two colours. */
export async function animation(width = 160, height = 120): Promise<Buffer> {
  const frame = (background: string) =>
    sharp({ create: { width, height, channels: 3, background } })
      .png()
      .toBuffer();
  const frames = await Promise.all(["#d33", "#33d"].map(frame));
  return sharp(frames, { join: { animated: true } })
    .gif({ delay: [200, 200], loop: 0 })
    .toBuffer();
}

const RATE = 8000;

/** A WAV with a tone of `seconds` seconds, 16 kB each. */
export function tone(seconds: number): Buffer {
  const samples = RATE * seconds;
  const bytes = Buffer.alloc(44 + samples * 2);
  bytes.write("RIFF", 0);
  bytes.writeUInt32LE(36 + samples * 2, 4);
  bytes.write("WAVEfmt ", 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(RATE, 24);
  bytes.writeUInt32LE(RATE * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write("data", 36);
  bytes.writeUInt32LE(samples * 2, 40);
  for (let n = 0; n < samples; n++) bytes.writeInt16LE(Math.round(3000 * Math.sin(n / 6)), 44 + n * 2);
  return bytes;
}

/** A WebM with two seconds of a moving square, recorded by the page's browser. */
export async function video(page: Page, width = 320, height = 180): Promise<Buffer> {
  const base64 = await page.evaluate(
    async ({ width, height }) => {
      const canvas = Object.assign(document.createElement("canvas"), { width, height });
      const pen = canvas.getContext("2d") as CanvasRenderingContext2D;
      const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: "video/webm" });
      const parts: Blob[] = [];
      recorder.ondataavailable = ({ data }) => parts.push(data);
      const stopped = new Promise((done) => {
        recorder.onstop = done;
      });
      recorder.start();
      const began = performance.now();
      while (performance.now() - began < 2000) {
        pen.fillStyle = "#246";
        pen.fillRect(0, 0, width, height);
        pen.fillStyle = "#fc6";
        pen.fillRect((performance.now() - began) / 10, height / 3, 40, 40);
        await new Promise(requestAnimationFrame);
      }
      recorder.stop();
      await stopped;
      const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    },
    { width, height },
  );
  return Buffer.from(base64, "base64");
}

type Shared = { name: string; bytes: Uint8Array; alt?: string; durationMs?: number };

/** Uploads the files and sends them as one message. */
export async function share(
  person: Person,
  room: { id: string },
  body: string,
  files: Shared[],
  more: { rootId?: string; inRoom?: boolean } = {},
): Promise<Message> {
  const attached: AttachInput[] = [];
  for (const { name, bytes, ...about } of files)
    attached.push({ ...about, id: (await upload(person, name, bytes)).id });
  return person.send(room, body, { files: attached, ...more });
}
