// A conversation in Firefox and WebKit, each without the features that it lacks. docs/reliability.md B1, B2.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Person, register } from "../support/cast.ts";
import { type Driver, ENTER, SHIFT } from "../support/engines/driver.ts";
import { openFirefox } from "../support/engines/firefox.ts";
import { firefox, webkit } from "../support/engines/installed.mjs";
import { Screen } from "../support/engines/screen.ts";
import { openWebkit } from "../support/engines/webkit.ts";
import { type FaultyProxy, startFaultyProxy } from "../support/faulty-proxy.ts";
import { share } from "../support/media.ts";
import { startServer, type TestServer } from "../support/server.ts";
import { until } from "../support/until.ts";
import { picture } from "../support/upload-files.ts";

const PASSWORD = "a long and unlikely sentence";

const ENGINES: { name: string; open: (() => Promise<Driver>) | null }[] = [
  { name: "Firefox", open: opener(firefox(), openFirefox) },
  { name: "WebKit", open: opener(webkit(), openWebkit) },
];

function opener<T>(installed: T | undefined, open: (installed: T) => Promise<Driver>) {
  return installed === undefined ? null : () => open(installed);
}

let server: TestServer;
let grace: Person;
let folder: string;

beforeAll(async () => {
  server = await startServer();
  grace = await register(server, "grace");
  mkdirSync("reports", { recursive: true });
  folder = mkdtempSync(path.join(tmpdir(), "parley-engines-"));
  for (const name of ["first.png", "second.png", "third.png"]) writeFileSync(path.join(folder, name), await picture());
});
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

for (const { name, open } of ENGINES)
  describe.skipIf(!open)(name, () => {
    test("ada registers, talks, shares, reloads, goes offline and comes back", async () => {
      const network = await startFaultyProxy(server.port);
      const driver = await (open as () => Promise<Driver>)();
      await converse(name, driver, network)
        .catch(async (error) => {
          await driver.picture(`reports/engines-${name}.png`).catch(() => undefined);
          throw error;
        })
        .finally(() => driver.close())
        .finally(() => network.close());
    });
  });

async function converse(name: string, driver: Driver, network: FaultyProxy): Promise<void> {
  const screen = new Screen(driver);
  const general = await grace.general();
  const history = () => grace.fullHistory(general);
  const sent = async (body: string) => (await history()).filter((one) => one.body === body);
  const arrives = (body: string, files = 0) =>
    until(async () => (await sent(body))[0]?.files.length === files, {
      timeoutMs: 20_000,
      what: `${body} arrives`,
    });
  const write = (text: string) => screen.type("field", /^Message General/, text);
  const attach = (file: string) => screen.type("file", /^Files to attach/, path.join(folder, file));

  await driver.open(`${network.url}/register`);
  await screen.type("field", /^Username/, `ada-${name.toLowerCase()}`);
  await screen.type("field", /^Password/, PASSWORD);
  await screen.press("button", /^Create account/);
  await screen.press("link", /^General/);

  // The conversation goes both ways and is dated today. A microphone is offered only where the engine can record.
  await write(`Hello from ${name}${ENTER}`);
  await arrives(`Hello from ${name}`);
  await grace.send(general, `Welcome, ${name}`);
  await screen.sees("article", new RegExp(`Welcome, ${name}`));
  expect((await screen.names("listtime")).filter((time) => !/^\d{1,2}:\d\d(\s?[AP]M)?$/i.test(time))).toEqual([]);
  const canRecord =
    "return MediaRecorder.isTypeSupported('audio/webm;codecs=opus') || MediaRecorder.isTypeSupported('audio/mp4')";
  const microphones = await screen.names("button", /^Record a voice message/);
  expect(microphones.length).toBe((await screen.ask<boolean>(canRecord)) ? 1 : 0);

  // The files are attached one after the other, because a private window of WebKit keeps no blobs.
  await attach("first.png");
  await screen.sees("listitem", /first\.png/);
  await attach("second.png");
  await screen.sees("listitem", /second\.png/);
  await write(`Pictures of ${name}${ENTER}`);
  await arrives(`Pictures of ${name}`, 2);
  await screen.sees("image", /(first|second)\.png/, 2);

  await driver.reload();
  await screen.sees("article", new RegExp(`Pictures of ${name}`));
  await screen.sees("image", /(first|second)\.png/, 2);
  expect((await sent(`Welcome, ${name}`)).length).toBe(1);

  // A file that this engine cannot play says so and offers a download.
  await share(grace, general, `A song for ${name}`, [{ name: "broken.m4a", bytes: unplayable() }]);
  await screen.press("button", /^Play broken\.m4a/);
  await screen.sees("alert", /cannot (be played here|play this kind)/);
  await screen.sees("link", /^Download broken\.m4a/);

  // A recording of one engine plays in the other, or the other says why it does not.
  recordings.push(...(await record(screen, name)));
  for (const recording of recordings) {
    await share(grace, general, `Recorded for ${name}`, [{ ...recording, durationMs: 1000 }]);
    await screen.press("button", new RegExp(`^Play ${recording.name}`));
    const isPlaying = "return [...document.querySelectorAll('audio')].some((one) => one.currentTime > 0)";
    const says = async () => (await screen.names("alert", /cannot play this kind of sound/)).length > 0;
    const isOwn = recording.name.startsWith(name);
    await screen.waits(
      async () => (await screen.ask<boolean>(isPlaying)) || (!isOwn && (await says())),
      () => `${recording.name} playing`,
    );
  }

  // Messages that were written and files that were attached offline are sent once, after the connection is back.
  network.block();
  network.cut();
  await attach("third.png");
  await screen.sees("listitem", /third\.png/);
  await write(`Away with ${name}${ENTER}`);
  await screen.sees("article", new RegExp(`^(Sending|Waiting|Not sent).*Away with ${name}`));
  await grace.send(general, `Meanwhile, ${name}`);
  network.restore();
  await arrives(`Away with ${name}`, 1);
  await screen.sees("article", new RegExp(`Meanwhile, ${name}`));
  await screen.sees("article", new RegExp(`^(?!Sending|Waiting|Not sent).*Away with ${name}`));
  expect((await sent(`Away with ${name}`)).length).toBe(1);

  // The button disappears with the deleted message, and the focus stays in the conversation.
  await screen.type("article", new RegExp(`Hello from ${name}`), SHIFT);
  await screen.press("button", /^More actions/);
  await screen.press("menuitem", /^Delete/);
  await screen.press("button", /^Delete$/);
  await until(async () => (await sent(`Hello from ${name}`)).length === 0, { what: "it is deleted" });
  await screen.sees("article", /deleted message$/);
  const place = "return document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName";
  await screen.waits(
    async () => /deleted message$/.test(await screen.ask<string>(place)),
    () => "the focus in its row",
  );
}

/** The recordings of the engines that were tested before. WebKit on Linux records nothing. */
const recordings: { name: string; bytes: Buffer }[] = [];

/** Records a second of a tone in this engine. */
async function record(screen: Screen, name: string): Promise<typeof recordings> {
  const base64 = await screen.ask<string | null>(`
    const mimeType = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus"].find((type) => MediaRecorder.isTypeSupported(type));
    if (!mimeType) return null;
    const context = new AudioContext();
    const tone = new OscillatorNode(context);
    const out = new MediaStreamAudioDestinationNode(context);
    tone.connect(out);
    tone.start();
    const recorder = new MediaRecorder(out.stream, { mimeType });
    const parts = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    return new Promise((resolve) => {
      recorder.onstop = () => {
        const reader = new FileReader();
        reader.onload = () => resolve(reader.result.split(",")[1]);
        reader.readAsDataURL(new Blob(parts));
      };
      recorder.start();
      setTimeout(() => recorder.stop(), 1000);
    });`);
  return base64 === null ? [] : [{ name: `${name}.weba`, bytes: Buffer.from(base64, "base64") }];
}

/** A file that begins like MPEG-4 sound and has no content. */
function unplayable(): Buffer {
  const bytes = Buffer.alloc(4000);
  bytes.writeUInt32BE(24, 0);
  bytes.write("ftypM4A \0\0\0\0M4A mp42", 4, "latin1");
  bytes.writeUInt32BE(3976, 24);
  bytes.write("mdat", 28);
  return bytes;
}
