import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { cast, type Person } from "../support/cast.ts";
import { fetchFile, put, rangeStart, type Ticket, ticketFor } from "../support/files.ts";
import { clockAhead } from "../support/inside.ts";
import { startServer, type TestServer } from "../support/server.ts";
import { until } from "../support/wait.ts";

/** Each round is a start of the server: two for each moment. `S6_ROUNDS=50` does as many as RELIABILITY.md asks for. */
const ROUNDS = Number(process.env.S6_ROUNDS ?? 10);
const DAY_AND_MORE_S = 25 * 3600;

// RELIABILITY.md S6.
test("killed anywhere between the first byte and the message, the server has no message without its files, nor files without end", async () => {
  let server = await startServer();
  const people = await cast(server);
  const room = await people.ada.createRoom({ kind: "PRIVATE", name: "Pictures" });
  const bytes = await photograph();
  let sent = 0;
  let unfinished = 0;

  for (let round = 0; round < ROUNDS; round++) {
    const ada = people.ada.via(server);
    const ticket = await ticketFor(ada, "photo.jpg", bytes.length);
    const outcome = uploadAndSend(ada, room, ticket, bytes);
    await until(() => moments(server, ticket, bytes.length)[round % 5]?.() || outcome.isSettled(), {
      timeoutMs: 60_000,
      what: "the upload is as far as that",
    });
    await server.kill();
    await outcome.promise;
    server = await startServer({ dataDir: server.dataDir });
    const again = people.ada.via(server);
    const here = { ...ticket, url: ticket.url.replace(new URL(ticket.url).origin, server.url) };
    await everyFileIsThere(server, again, room);
    const messages = (await again.fullHistory(room)).filter((message) => message.kind === "USER");
    const isSent = messages.some((message) => message.files.some((file) => file.id === ticket.customId));
    if (!isSent) {
      unfinished += 1;
      // Every other one is gone on with, as a browser does after a reload; the others are forgotten.
      if (round % 2 === 0) {
        const start = await rangeStart(again, here);
        expect((await put(again, here.url, bytes.subarray(start), { start })).status).toBe(200);
        await again.send(room, "", { files: [{ id: ticket.customId }] });
      }
    }
    sent = (await again.fullHistory(room)).filter((message) => message.files.length > 0).length;
  }
  await everyFileIsThere(server, people.ada.via(server), room);
  // The premises: some were sent, and some were interrupted.
  expect(sent).toBeGreaterThan(0);
  expect(unfinished).toBeGreaterThan(0);

  await server.stop();
  server = await startServer({ dataDir: server.dataDir, env: clockAhead(DAY_AND_MORE_S) });
  const files = path.join(server.dataDir, "files");
  await expect.poll(() => namesIn(path.join(files, "incoming")), { timeout: 20_000 }).toEqual([]);
  await expect.poll(() => keptIn(files).length, { timeout: 20_000 }).toBe(sent);
  await everyFileIsThere(server, await people.ada.logIn(server), room);
  await server.stop();
});

/** How far an upload is, as the disk shows it. */
function moments(server: TestServer, { customId: id }: Ticket, size: number): (() => boolean)[] {
  const incoming = path.join(server.dataDir, "files", "incoming", id);
  const sizeOf = (file: string) => (existsSync(file) ? (statSync(file, { throwIfNoEntry: false })?.size ?? 0) : 0);
  return [
    () => sizeOf(incoming) > 0,
    () => sizeOf(incoming) === size,
    () => sizeOf(`${incoming}.changed`) > 0,
    () => existsSync(path.join(server.dataDir, "files", id.slice(0, 2), id)),
    () => false,
  ];
}

function uploadAndSend(ada: Person, room: { id: string }, ticket: Ticket, bytes: Buffer) {
  let settled = false;
  const promise = put(ada, ticket.url, bytes)
    .then(() => ada.send(room, "", { files: [{ id: ticket.customId }] }))
    .catch(() => undefined)
    .finally(() => {
      settled = true;
    });
  return { promise, isSettled: () => settled };
}

async function everyFileIsThere(server: TestServer, ada: Person, room: { id: string }): Promise<void> {
  for (const message of await ada.fullHistory(room)) {
    for (const file of message.files) {
      const response = await fetchFile(ada, server.url, `/api/files/${file.id}`);
      expect(response.status).toBe(200);
      expect((await sharp(await response.arrayBuffer()).metadata()).width).toBe(file.width);
    }
  }
}

const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);

function keptIn(files: string): string[] {
  return namesIn(files)
    .filter((name) => name.length === 2)
    .flatMap((name) => namesIn(path.join(files, name)));
}

/** Large enough that encoding it takes a moment. */
function photograph(): Promise<Buffer> {
  const [width, height] = [2000, 1500];
  const noise = Buffer.alloc(width * height * 3).map((_, index) => (index * 2654435761) >>> 13);
  return sharp(noise, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 80 })
    .toBuffer();
}
