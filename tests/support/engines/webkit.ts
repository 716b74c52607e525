import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";
import { promisify } from "node:util";
import { freePort } from "../server.ts";
import { until } from "../until.ts";
import { type Driver, ELEMENT } from "./driver.ts";

const START_TIMEOUT_MS = 60_000;

/** The environment for WebKitGTK on a machine without a graphics card, a session bus and user namespaces. */
const ENVIRONMENT = {
  LANG: "en_US.UTF-8",
  WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
  WEBKIT_DISABLE_DMABUF_RENDERER: "1",
  LIBGL_ALWAYS_SOFTWARE: "1",
  GDK_BACKEND: "x11",
};

/** WebKitGTK's MiniBrowser in an X server of its own, driven over WebDriver. Its sessions are private ones. */
export async function openWebkit(files: { driver: string; display: string; browser: string }): Promise<Driver> {
  const home = mkdtempSync(path.join(tmpdir(), "parley-webkit-"));
  const display = await openDisplay(files.display);
  const port = await freePort();
  const child = start(files.driver, [`--port=${port}`], {
    ...process.env,
    ...ENVIRONMENT,
    DISPLAY: display.name,
    HOME: home,
    XDG_RUNTIME_DIR: home,
  });
  const url = `http://127.0.0.1:${port}`;
  const isUp = () => fetch(`${url}/status`).then((reply) => reply.ok, () => false); // biome-ignore format: one line
  await until(isUp, { timeoutMs: START_TIMEOUT_MS, what: "WebKit's driver listens" });
  const options = { binary: files.browser, args: ["--automation", "--geometry=1280x800"] };
  const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": options } };
  const { sessionId } = (await ask("POST", `${url}/session`, { capabilities })) as { sessionId: string };
  const session = `${url}/session/${sessionId}`;
  const post = (command: string, body: object = {}) => ask("POST", `${session}/${command}`, body);
  return {
    open: async (address) => void (await post("url", { url: address })),
    reload: async () => void (await post("refresh")),
    run: async (script, args) => (await post("execute/sync", { script, args })) as never,
    type: async (element, text) => void (await post(`element/${element[ELEMENT]}/value`, { text })),
    // The driver's own screenshots may never finish.
    picture: async (file) =>
      void (await promisify(execFile)("import", ["-display", display.name, "-window", "root", file])),
    close: async () => {
      await ask("DELETE", session).catch(() => undefined);
      await child.stop();
      await display.stop();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function ask(method: string, url: string, body?: object): Promise<unknown> {
  const reply = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = (await reply.json()) as { value: unknown };
  if (reply.ok) return value;
  const { error, message } = value as { error: string; message: string };
  throw new Error(`${error}: ${message}`);
}

/** An X server that draws into memory, with a display number that it chooses itself. */
async function openDisplay(binary: string): Promise<{ name: string; stop: () => Promise<void> }> {
  const display = start(binary, ["-displayfd", "3", "-screen", "0", "1280x800x24", "-nolisten", "tcp"], process.env);
  let number = "";
  (display.child.stdio[3] as Readable).on("data", (text) => {
    number += text;
  });
  await until(() => number.endsWith("\n"), { timeoutMs: START_TIMEOUT_MS, what: "the display is there" });
  return { name: `:${number.trim()}`, stop: display.stop };
}

function start(binary: string, parameters: string[], env: NodeJS.ProcessEnv) {
  const child: ChildProcess = spawn(binary, parameters, { env, stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const kill = () => child.kill("SIGTERM");
  process.once("exit", kill);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    process.off("exit", kill);
    kill();
    await ended;
  };
  return { child, stop };
}
