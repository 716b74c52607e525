// ejabberd as Debian packages it, as one more server that the same load is put on: people of a room with an archive in
// SQLite, connected over WebSocket as a chat in a browser is (RFC 7395, XEP-0045, XEP-0313).
import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";
import { freePort } from "@/tests/support/server.ts";
import type { Load, Run } from "./load.ts";
import { EJABBERD } from "./row-names.ts";
import { sampleFrame } from "./sample-event.ts";
import { nextFrame, type StartTarget } from "./target.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const LIBRARIES = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"];
const ROOM = "bench@conference.localhost";
const START_TIMEOUT_MS = 60_000;
/** What a stanza has around its body, so that a frame is about as long as Parley's. */
const AROUND_BODY = 330;

/** ejabberd under the same load, where it is installed (`apt-get install ejabberd`). */
export const besideEjabberd = (load: Load): Run[] =>
  existsSync("/usr/sbin/ejabberdctl") ? [[startEjabberd, load]] : [];

/** A message is confirmed by its coming back to its sender, which it does once it is in the archive. */
const startEjabberd: StartTarget = async () => {
  const folder = temporaryFolder();
  const port = await freePort();
  const config = path.join(folder, "ejabberd.yml");
  writeFileSync(config, settings(port, path.join(folder, "archive.db")));
  const child = spawn("erl", ["-noinput", "-mnesia", "dir", JSON.stringify(folder), "-s", "ejabberd"], {
    cwd: folder,
    stdio: "ignore",
    env: {
      ...process.env,
      ERL_LIBS: LIBRARIES.filter((place) => existsSync(place)).join(":"),
      EJABBERD_CONFIG_PATH: config,
      EJABBERD_LOG_PATH: path.join(folder, "ejabberd.log"),
    },
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  const people: (Promise<Person> | undefined)[] = [];
  const person = (i: number): Promise<Person> => {
    people[i] ??= enter(port, i);
    return people[i];
  };
  await listening(port);
  return {
    name: EJABBERD,
    url: `ws://127.0.0.1:${port}/ws`,
    pid: child.pid as number,
    pids: [child.pid as number],
    inspectPort: 0,
    givesPlaces: false,
    connect: person,
    send: async (sender, text) => (await person(sender)).say(text),
    stop: () => {
      child.kill("SIGKILL");
      return ended;
    },
  };
};

/** A person in the room. Everybody reads and may write, through the same connection. */
class Person extends WebSocket {
  nick = "";
  private readonly waiting = new Map<string, () => void>();
  private sent = 0;

  /** Resolves when the room has sent the message back. */
  say(text: string): Promise<void> {
    const id = `i${this.sent++}`;
    const body = text.padEnd(sampleFrame("", text).length - AROUND_BODY, "x");
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.send(
        `<message xmlns='jabber:client' to='${ROOM}' type='groupchat' id='${id}'><body>${body}</body></message>`,
      );
    });
  }

  /** Others may listen to the messages and stop: what confirms a message is seen before them. */
  override emit(event: string | symbol, ...values: unknown[]): boolean {
    if (event === "message" && this.waiting.size > 0) this.confirm(values[0] as Buffer);
    return super.emit(event, ...values);
  }

  private confirm(stanza: Buffer): void {
    const head = stanza.subarray(0, AROUND_BODY).toString();
    if (!head.includes(`${ROOM}/${this.nick}'`)) return;
    const id = / id='(i\d+)'/.exec(head)?.[1] ?? "";
    this.waiting.get(id)?.();
    this.waiting.delete(id);
  }
}

const OPEN = "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='localhost' version='1.0'/>";

async function enter(port: number, i: number): Promise<Person> {
  const socket = new Person(`ws://127.0.0.1:${port}/ws`, ["xmpp"], { perMessageDeflate: false });
  socket.nick = `person-${i}-`;
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  const ask = async (text: string, answer: string) => {
    const answered = nextFrame(socket, (frame) => frame.includes(answer));
    socket.send(text);
    await answered;
  };
  await ask(OPEN, "features");
  await ask("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>", "success");
  await ask(OPEN, "features");
  const bind = "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>";
  await ask(`<iq xmlns='jabber:client' type='set' id='bind'>${bind}</iq>`, "result");
  const history = "<x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x>";
  await ask(`<presence xmlns='jabber:client' to='${ROOM}/${socket.nick}'>${history}</presence>`, "'110'");
  return socket;
}

async function listening(port: number): Promise<void> {
  for (const deadline = Date.now() + START_TIMEOUT_MS; ; await sleep(100)) {
    const answer = await fetch(`http://127.0.0.1:${port}/ws`).catch(() => null);
    if (answer) return;
    if (Date.now() > deadline) throw new Error("ejabberd did not start.");
  }
}

/** Anybody may come in without an account, nothing is slowed down, and the room's archive is a table of SQLite. */
const settings = (port: number, archive: string): string => `
hosts: [localhost]
loglevel: error
default_db: sql
sql_type: sqlite
sql_database: "${archive}"
host_config:
  localhost:
    auth_method: anonymous
    anonymous_protocol: both
    allow_multiple_connections: true
listen:
  - port: ${port}
    ip: "127.0.0.1"
    module: ejabberd_http
    request_handlers:
      /ws: ejabberd_http_ws
modules:
  mod_mam:
    default: always
  mod_muc:
    access: all
    access_create: all
    db_type: sql
    history_size: 0
    max_users: 5000
    min_message_interval: 0
    min_presence_interval: 0
    user_message_shaper: none
    default_room_options:
      mam: true
      anonymous: false
`;
