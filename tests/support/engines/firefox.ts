import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { until } from "../until.ts";
import { type Driver, ELEMENT } from "./driver.ts";

const START_TIMEOUT_MS = 60_000;

/** The port is chosen by Firefox, nothing contacts its maker, and the microphone needs no permission. */
const PREFERENCES: Record<string, string | number | boolean> = {
  "marionette.port": 0,
  "app.update.disabledForTesting": true,
  "app.normandy.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "browser.safebrowsing.update.enabled": false,
  "browser.startup.page": 0,
  "datareporting.policy.dataSubmissionEnabled": false,
  "extensions.update.enabled": false,
  "intl.accept_languages": "en-GB, en",
  "media.autoplay.default": 0,
  "media.navigator.permission.disabled": true,
  "media.navigator.streams.fake": true,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "services.settings.server": "data:,",
  "toolkit.telemetry.enabled": false,
};

/** A Firefox without a window, driven over Marionette, which is WebDriver on a socket. */
export async function openFirefox(binary: string): Promise<Driver> {
  const profile = mkdtempSync(path.join(tmpdir(), "parley-firefox-"));
  const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`);
  writeFileSync(path.join(profile, "user.js"), lines.join("\n"));
  const child = spawn(binary, ["--headless", "--no-remote", "--marionette", "--profile", profile], {
    env: { ...process.env, HOME: profile, MOZ_REMOTE_SETTINGS_DEVTOOLS: "1" },
    stdio: "ignore",
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const port = () => {
    const file = path.join(profile, "MarionetteActivePort");
    return existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  };
  await until(() => port() > 0, { timeoutMs: START_TIMEOUT_MS, what: "Firefox listens" });
  const marionette = await Marionette.open(port());
  await marionette.ask("WebDriver:NewSession", { acceptInsecureCerts: false });
  await marionette.ask("WebDriver:SetWindowRect", { width: 1280, height: 800 });
  return {
    open: async (url) => void (await marionette.ask("WebDriver:Navigate", { url })),
    reload: async () => void (await marionette.ask("WebDriver:Refresh", {})),
    run: async (script, args) =>
      (await marionette.ask("WebDriver:ExecuteScript", { script, args, sandbox: null })).value as never,
    type: async (element, text) =>
      void (await marionette.ask("WebDriver:ElementSendKeys", { id: element[ELEMENT], text })),
    picture: async (file) => {
      const { value } = await marionette.ask("WebDriver:TakeScreenshot", { full: false });
      writeFileSync(file, Buffer.from(String(value), "base64"));
    },
    close: async () => {
      process.off("exit", kill);
      marionette.close();
      kill();
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

type Answer = [type: 1, id: number, error: { error: string; message: string } | null, result: { value?: unknown }];
type Waiting = { resolve: (result: { value?: unknown }) => void; reject: (error: Error) => void };

/** A connection to Marionette. Each message is JSON after its length and a colon. */
class Marionette {
  #socket: Socket;
  #rest = Buffer.alloc(0);
  #waiting = new Map<number, Waiting>();
  #last = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (chunk) => this.#take(chunk));
    socket.on("close", () => this.#fail(new Error("Firefox has gone.")));
    socket.on("error", (error) => this.#fail(error));
  }

  static open(port: number): Promise<Marionette> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, "127.0.0.1", () => resolve(new Marionette(socket)));
      socket.once("error", reject);
    });
  }

  async ask(command: string, parameters: object): Promise<{ value?: unknown }> {
    if (this.#socket.destroyed) throw new Error("Firefox has gone.");
    const id = ++this.#last;
    const text = JSON.stringify([0, id, command, parameters]);
    this.#socket.write(`${Buffer.byteLength(text)}:${text}`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    for (;;) {
      const colon = this.#rest.indexOf(":");
      const end = colon + 1 + Number(this.#rest.subarray(0, Math.max(0, colon)));
      if (colon < 0 || this.#rest.length < end) return;
      const message = JSON.parse(this.#rest.subarray(colon + 1, end).toString());
      this.#rest = this.#rest.subarray(end);
      // The first message introduces the server and answers nothing.
      if (Array.isArray(message)) this.#hear(message as Answer);
    }
  }

  #hear([, id, error, result]: Answer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new Error(`${error.error}: ${error.message}`));
    else waiting?.resolve(result ?? {});
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
