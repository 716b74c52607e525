import { readdirSync, readlinkSync } from "node:fs";
import { expect, test } from "vitest";
import { type Person, register } from "../support/cast.ts";
import { heldUpload, resetAfter } from "../support/raw-http.ts";
import { startServer, type TestServer } from "../support/server.ts";
import { reportsResources, resourcesOf } from "../support/server-resources.ts";
import { until } from "../support/until.ts";
import { fetchFile, pdf, picture, rangeStart, ticketFor, upload } from "../support/upload-files.ts";

const VISITS = 250;
const AT_ONCE = 25;

/** How many files of the files folder this server has open. */
function openFiles({ pid, dataDir }: TestServer): number {
  return readdirSync(`/proc/${pid}/fd`).filter((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`).startsWith(`${dataDir}/files`);
    } catch {
      return false;
    }
  }).length;
}

async function manyTimes(work: (n: number) => Promise<void>): Promise<void> {
  for (let n = 0; n < VISITS; n += AT_ONCE)
    await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => work(n + index)));
}

/** Reads a little of the reply and closes the connection. */
async function sip(person: Person, url: string, path: string): Promise<void> {
  const leave = new AbortController();
  const response = await fetchFile(person, url, path, { signal: leave.signal });
  expect(response.ok).toBe(true);
  await response.body?.getReader().read();
  leave.abort();
}

// docs/reliability.md N9.
test("a thousand who go away in the middle of a file leave no open file, and nothing in the log", async () => {
  const server = await startServer({ env: reportsResources() });
  const ada = await register(server, "ada");
  const { id } = await upload(ada, "film.pdf", pdf(8_000_000));
  const image = await upload(ada, "beach.png", await picture("png", 1200, 900));
  const text = await upload(ada, "notes.txt", Buffer.alloc(200_000, "words\n"));
  const places = [`/api/files/${id}`, `/api/files/${image.id}?size=800`, `/api/files/${text.id}/text`];
  const asking = (place: string, more = "") =>
    `GET ${place} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${ada.token}\r\n${more}\r\n`;

  await manyTimes((n) => resetAfter(server.port, asking(places[n % places.length] ?? "")));
  await manyTimes(() => resetAfter(server.port, asking(places[0] ?? "", "Range: bytes=1000000-\r\n")));
  await manyTimes(() => sip(ada, server.url, places[0] ?? ""));
  const bytes = pdf(200_000);
  await manyTimes(async (n) => {
    if (n % 5 > 0) return sip(ada, server.url, places[0] ?? "");
    const ticket = await ticketFor(ada, "plan.pdf", bytes.length);
    const held = await heldUpload(server.port, ticket.url, ada.token, bytes);
    await held.send(100_000);
    await until(async () => (await rangeStart(ada, ticket)) === 100_000, { what: "the server writes to a file" });
    held.reset();
  });

  await until(() => openFiles(server) === 0, { timeoutMs: 20_000, what: "no file is open" });
  // Node logs a warning when a file handle that nobody closed is collected as garbage.
  await resourcesOf(server);
  const words = server.logs().split("\n");
  expect(words.filter((line) => /file descriptor|FileHandle|warning|"level":"(error|warn)"/i.test(line))).toEqual([]);
  expect((await fetchFile(ada, server.url, places[0] ?? "")).status, "the next one").toBe(200);
  await server.stop();
});
