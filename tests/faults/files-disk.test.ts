import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { register } from "../support/cast.ts";
import { failingDisk } from "../support/disk.ts";
import { heldUpload } from "../support/raw-http.ts";
import { newDataDir, startServer } from "../support/server.ts";
import { until } from "../support/until.ts";
import { fetchFile, pdf, picture, put, rangeStart, ticketFor, upload } from "../support/upload-files.ts";

// docs/reliability.md S5, for files.
test("while the disk is full, an upload is refused cleanly and files can be read; once there is room, it goes on", async () => {
  const dataDir = await newDataDir();
  const disk = failingDisk(dataDir, "files");
  const server = await startServer({ dataDir, env: disk.env });
  const ada = await register(server, "ada");
  const before = await upload(ada, "before.png", await picture());
  const bytes = pdf(3_000_000);
  const ticket = await ticketFor(ada, "minutes.pdf", bytes.length);

  disk.fill();
  const refused = await put(ada, ticket.url, bytes);
  expect([refused.status, refused.body]).toMatchObject([503, { error: { code: "unavailable" } }]);
  expect(JSON.stringify(refused.body)).not.toMatch(/ENOSPC|\/files\//);
  expect((await fetchFile(ada, server.url, `/api/files/${before.id}`)).status).toBe(200);

  disk.free();
  const start = await rangeStart(ada, ticket);
  expect(start).toBeGreaterThanOrEqual(0);
  expect((await put(ada, ticket.url, bytes.subarray(start), { start })).status).toBe(200);
  const stored = await fetchFile(ada, server.url, `/api/files/${ticket.customId}`);
  expect(Buffer.from(await stored.arrayBuffer()).equals(bytes)).toBe(true);
  const names = readdirSync(path.join(dataDir, "files"), { recursive: true, encoding: "utf8", withFileTypes: true });
  expect(names.filter((one) => one.isFile())).toHaveLength(2);
  await server.stop();
});

test("an image that arrives just before the disk is full is not blamed for it: once there is room, it is ready", async () => {
  const dataDir = await newDataDir();
  const disk = failingDisk(dataDir, "files");
  const server = await startServer({ dataDir, env: disk.env });
  const ada = await register(server, "ada");
  const bytes = await picture("png", 300, 200);
  const ticket = await ticketFor(ada, "beach.png", bytes.length);
  const held = await heldUpload(server.port, ticket.url, ada.token, bytes);
  await held.send(bytes.length);
  await until(async () => (await rangeStart(ada, ticket)) === bytes.length, { what: "all of it is there" });

  disk.fill();
  expect(await held.finish()).toBe(503);

  disk.free();
  expect(await rangeStart(ada, ticket)).toBe(bytes.length);
  expect((await put(ada, ticket.url, new Uint8Array(), { start: bytes.length })).status).toBe(200);
  expect((await fetchFile(ada, server.url, `/api/files/${ticket.customId}`)).status).toBe(200);
  await server.stop();
});
