import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { THUMBNAIL_SIZES } from "@/lib/files/message-file.ts";
import { cast, type Person } from "../support/cast.ts";
import { startServer, type TestServer } from "../support/server.ts";
import { clockAhead } from "../support/server-clock.ts";
import { until } from "../support/until.ts";
import { fetchFile, put, rangeStart, type SignedUpload, ticketFor } from "../support/upload-files.ts";

/**
 * Each kill interrupts this many uploads. They are at different stages, because images are processed one by one. Ten
 * kills interrupt fifty uploads.
 */
const KILLS = 10;
const AT_ONCE = 5;
const DAY_AND_MORE_S = 25 * 3600;

/**
 * The stages of an upload: its first byte, all bytes, being processed, in its final place, in a message (or refused).
 */
const STAGES = ["begun", "whole", "examined", "kept", "settled"] as const;

type Room = { id: string };
type Journey = { ticket: SignedUpload; promise: Promise<unknown>; isSettled: () => boolean };

// docs/reliability.md S6.
test("fifty uploads killed anywhere between the first byte and the message leave no message without its files, nor files without end", async () => {
  let server = await startServer();
  const people = await cast(server);
  const room = await people.ada.createRoom({ kind: "PRIVATE", name: "Pictures" });
  const bytes = await photograph();
  let unfinished = 0;

  for (let kill = 0; kill < KILLS; kill++) {
    const ada = people.ada.via(server);
    const reading = lookAtSmallOnes(server, ada, (await sharedIn(ada, room)).slice(-3), kill);
    const journeys = await Promise.all(Array.from({ length: AT_ONCE }, () => uploadAndSend(ada, room, bytes)));
    const needed = kill < STAGES.length ? 1 : 3;
    const isFar = (journey: Journey) => stageOf(server, journey, bytes.length) >= kill % STAGES.length;
    await until(() => journeys.filter(isFar).length >= needed, {
      timeoutMs: 60_000,
      what: "uploads are as far as that",
    });
    await server.kill();
    await Promise.all([reading, ...journeys.map((journey) => journey.promise)]);
    server = await startServer({ dataDir: server.dataDir });
    const again = people.ada.via(server);
    await everyFileIsThere(server, again, room);
    const sent = new Set((await sharedIn(again, room)).map((file) => file.id));
    const cut = journeys.filter(({ ticket }) => !sent.has(ticket.customId));
    unfinished += cut.length;
    // Half of the uploads are continued, as a browser does after a reload; the others are abandoned.
    await Promise.all(
      cut.filter((_, n) => n % 2 === kill % 2).map(({ ticket }) => goOn(server, again, room, ticket, bytes)),
    );
  }
  const sent = (await sharedIn(people.ada.via(server), room)).length;
  await everyFileIsThere(server, people.ada.via(server), room);
  // The premises: some messages were sent, and many uploads were interrupted.
  expect(sent).toBeGreaterThan(KILLS);
  expect(unfinished).toBeGreaterThan(KILLS);

  await server.stop();
  server = await startServer({ dataDir: server.dataDir, env: clockAhead(DAY_AND_MORE_S) });
  const files = path.join(server.dataDir, "files");
  await expect.poll(() => namesIn(path.join(files, "incoming")), { timeout: 20_000 }).toEqual([]);
  await expect.poll(() => keptIn(files).length, { timeout: 20_000 }).toBe(sent);
  expect(keptIn(path.join(files, "small")).filter((name) => !/^[a-z0-9]{20}-\d+\.webp$/.test(name))).toEqual([]);
  await everyFileIsThere(server, await people.ada.logIn(server), room);
  await server.stop();
});

/** An index of STAGES, read from the disk; -1 before the first byte. */
function stageOf(server: TestServer, { ticket, isSettled }: Journey, size: number): number {
  const { customId: id } = ticket;
  const incoming = path.join(server.dataDir, "files", "incoming");
  if (isSettled()) return 4;
  if (existsSync(path.join(server.dataDir, "files", id.slice(0, 2), id))) return 3;
  if (namesIn(incoming).some((name) => name.startsWith(`${id}.`))) return 2;
  const there = statSync(path.join(incoming, id), { throwIfNoEntry: false })?.size ?? 0;
  return there === size ? 1 : there > 0 ? 0 : -1;
}

async function uploadAndSend(ada: Person, room: Room, bytes: Buffer): Promise<Journey> {
  const ticket = await ticketFor(ada, "photo.jpg", bytes.length);
  let settled = false;
  const promise = put(ada, ticket.url, bytes)
    .then(() => ada.send(room, "", { files: [{ id: ticket.customId }] }))
    .catch(() => undefined)
    .finally(() => {
      settled = true;
    });
  return { ticket, promise, isSettled: () => settled };
}

async function goOn(server: TestServer, ada: Person, room: Room, ticket: SignedUpload, bytes: Buffer): Promise<void> {
  const here = { ...ticket, url: ticket.url.replace(new URL(ticket.url).origin, server.url) };
  const start = await rangeStart(ada, here);
  expect((await put(ada, here.url, bytes.subarray(start), { start })).status).toBe(200);
  await ada.send(room, "", { files: [{ id: ticket.customId }] });
}

/** Requests small versions while the server is killed. Lost ones may be made again. */
async function lookAtSmallOnes(server: TestServer, ada: Person, files: { id: string }[], kill: number): Promise<void> {
  const size = THUMBNAIL_SIZES[kill % THUMBNAIL_SIZES.length];
  await Promise.allSettled(files.map(({ id }) => fetchFile(ada, server.url, `/api/files/${id}?size=${size}`)));
}

const sharedIn = async (ada: Person, room: Room) => (await ada.fullHistory(room)).flatMap((message) => message.files);

async function everyFileIsThere(server: TestServer, ada: Person, room: Room): Promise<void> {
  for (const file of await sharedIn(ada, room)) {
    const response = await fetchFile(ada, server.url, `/api/files/${file.id}`);
    expect(response.status).toBe(200);
    expect((await sharp(await response.arrayBuffer()).metadata()).width).toBe(file.width);
  }
}

const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);

/** The files in the folders that are named by the first two letters of an id. */
function keptIn(files: string): string[] {
  return namesIn(files)
    .filter((name) => name.length === 2)
    .flatMap((name) => namesIn(path.join(files, name)));
}

/** An image so large that encoding it takes a moment. */
function photograph(): Promise<Buffer> {
  const [width, height] = [2000, 1500];
  const noise = Buffer.alloc(width * height * 3).map((_, index) => (index * 2654435761) >>> 13);
  return sharp(noise, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 80 })
    .toBuffer();
}
