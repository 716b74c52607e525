// Reads the import lines of all files and checks who imports whom, which keeps the layout of README.md true.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

/** The files over 200 lines, each with the reason why it is one file. */
const LONG_FILES: Record<string, string> = {
  "lib/config.ts": "one table of settings and how each is read; split, one would look in two places",
  "components/messages/code/languages.ts": "one table of languages, each an entry, with the words that they share",
};
const LINES_MAX = 200;

/** The features that a feature's components may import, besides `ui`. No feature imports one that stands above it. */
const FEATURES: Record<string, readonly string[]> = {
  shell: [
    "saved",
    "sidebar",
    "activity",
    "find",
    "room",
    "search",
    "messages",
    "profile",
    "people",
    "chats",
    "realtime",
  ],
  sidebar: [
    "activity",
    "saved",
    "find",
    "room",
    "search",
    "messages",
    "people",
    "chats",
    "settings",
    "auth",
    "realtime",
  ],
  saved: ["activity", "emoji", "room", "messages", "chats", "realtime"],
  activity: ["emoji", "room", "messages", "chats", "realtime"],
  room: ["emoji", "search", "messages", "people", "chats", "realtime"],
  find: ["search", "messages", "people", "chats"],
  search: ["emoji", "messages", "people", "chats", "realtime"],
  messages: ["emoji", "profile", "composer", "realtime"],
  profile: ["composer", "people", "chats", "realtime"],
  composer: ["emoji", "user-groups", "realtime"],
  settings: ["emoji", "user-groups", "people", "realtime"],
  people: ["chats", "realtime"],
  chats: ["realtime"],
  auth: [],
  emoji: ["realtime"],
  "user-groups": ["realtime"],
  realtime: [],
  ui: [],
};
/** Files that several routes import: every page offers to log out. */
const SHARED_ROUTE_FILES = ["app/(auth)/actions.ts"];
/** Small packages that only compute. */
const PURE_PACKAGES = ["zod/mini", "clsx", "tailwind-merge"];

/** Folders of lib that are not about a noun: they know nothing of rooms, messages and people. */
const MACHINES = ["browser", "db", "http", "outside", "process", "realtime"];
/** The only places that may import Next: sessions and requests. */
const EDGE = /^lib\/(auth|http)\/|^lib\/start\.ts$/;
/** The folders for browser code. No other folder of lib contains any. */
const BROWSER = /^lib\/(.*\/)?(browser|outbox)\//;
/**
 * Code that touches the disk, the database or a request is in such a folder, or says "server-only" in its first line.
 */
const SERVER = /^lib\/(db|http|process|files\/(clean|storage)|.*\/server)\//;
const EMBEDDED = "lib/realtime/embedded/";
/** The files that each noun may have, by their role and where they run. */
const SHARED_ROLES = ["schema", "policy"];
const SERVER_ROLES = ["queries", "commands"];

type Import = { from: string; to: string; isType: boolean };

const files = [
  ...["app", "components", "lib"].flatMap((folder) => filesBelow(folder)),
  "server.ts",
  "instrumentation.ts",
];
const sources = new Map(files.map((file) => [file, readFileSync(file, "utf8")]));
const imports = files.flatMap(importsOf);
/** `import type` leaves nothing in the program, so it may cross any border. */
const real = imports.filter((one) => !one.isType);
const importsByFile = new Map(
  files.map((file) => [file, real.filter(({ from }) => from === file).map(({ to }) => to)]),
);

describe("import directions", () => {
  test("pages and routes reach neither the database, nor Pusher, nor another route", () => {
    const banned = (to: string, from: string) =>
      isDatabase(to) ||
      to === "pusher" ||
      (to.startsWith("app/") &&
        !SHARED_ROUTE_FILES.includes(to) &&
        !path.dirname(from).startsWith(path.dirname(to)) &&
        !to.startsWith(path.dirname(from)));
    expect(offences(real, (from) => from.startsWith("app/"), banned)).toEqual([]);
  });

  test("components know nothing of the server", () => {
    const banned = (to: string) => isDatabase(to) || isServer(to) || to === "pusher";
    expect(offences(real, (from) => from.startsWith("components/"), banned)).toEqual([]);
  });

  test("a feature's components import those features only that stand below it", () => {
    const banned = (to: string, from: string) =>
      to.startsWith("components/") &&
      ![featureOf(from), "ui", ...(FEATURES[featureOf(from)] ?? [])].includes(featureOf(to));
    expect(offences(real, (from) => from.startsWith("components/"), banned)).toEqual([]);
    const folders = new Set(files.filter((file) => file.startsWith("components/")).map(featureOf));
    expect([...folders].sort(), "a feature without a place in the table").toEqual(Object.keys(FEATURES).sort());
    const order = Object.keys(FEATURES);
    for (const [feature, below] of Object.entries(FEATURES))
      for (const one of below)
        expect(order.indexOf(one), `${feature} uses ${one}`).toBeGreaterThan(order.indexOf(feature));
  });

  test("the kit of controls knows no noun", () => {
    const banned = (to: string) => to.startsWith("app/") || (to.startsWith("lib/") && (isServer(to) || isNoun(to)));
    expect(offences(real, (from) => from.startsWith("components/ui/"), banned)).toEqual([]);
  });

  test("the domain knows neither pages, nor components, nor React, nor Next", () => {
    const isDomain = (from: string) =>
      from.startsWith("lib/") && (!EDGE.test(from) || SERVER_ROLES.includes(roleOf(from))) && !BROWSER.test(from);
    const banned = (to: string) => /^(app|components)\//.test(to) || /^(react|react-dom|next|next-auth)(\/|$)/.test(to);
    expect(offences(real, isDomain, banned)).toEqual([]);
  });

  test("what stands at Next's edge runs no commands of a noun but its own", () => {
    const banned = (to: string, from: string) =>
      to.endsWith("/commands.ts") && path.dirname(to) !== path.dirname(from) && !to.startsWith("lib/auth/");
    expect(offences(real, (from) => EDGE.test(from), banned)).toEqual([]);
  });

  test("what is for server and browser alike imports zod, in the form that the browser can spare, and its like only", () => {
    const banned = (to: string) => !PURE_PACKAGES.includes(to) && !isShared(to);
    expect(offences(real, isShared, banned)).toEqual([]);
    const roles = files.filter((file) => file.startsWith("lib/") && SHARED_ROLES.includes(roleOf(file)));
    expect(roles.filter((file) => !isShared(file))).toEqual([]);
  });

  test("what runs in the browser imports nothing of the server, by whatever way", () => {
    const isRoot = (file: string) => BROWSER.test(file) || file.startsWith("components/");
    const reached = new Set(files.filter(isRoot));
    // A server action is called over the network, so its code is not part of the importing page.
    const isLeft = (to: string) => source(to).startsWith('"use server"');
    for (const from of reached) for (const to of importsFrom(from)) if (!isLeft(to)) reached.add(to);
    const banned = (to: string) => isDatabase(to) || isServer(to) || to.startsWith("node:");
    expect(offences(real, (from) => reached.has(from), banned)).toEqual([]);
    expect(reached.size).toBeGreaterThan(300);
  });

  test("lib/browser knows no noun, but for the types of what it keeps", () => {
    expect(offences(real, (from) => from.startsWith("lib/browser/"), isNoun)).toEqual([]);
  });

  test("no file leads back to itself, not even by what is loaded later", () => {
    expect(circles()).toEqual([]);
  });

  test("the embedded live server knows Node, ws and its own folder only", () => {
    const banned = (to: string) => to !== "ws" && !to.startsWith("node:") && !to.startsWith(EMBEDDED);
    expect(offences(real, (from) => from.startsWith(EMBEDDED), banned)).toEqual([]);
  });

  test("only lib/db opens the database, and only the server's side of the domain knows Prisma's types of values", () => {
    const isOutside = (from: string) => !from.startsWith("lib/db/");
    const opens = (to: string) => isDriver(to) && !to.startsWith("prisma/generated");
    expect(offences(real, isOutside, opens)).toEqual([]);
    const isServerFile = (from: string) => source(from).startsWith('import "server-only";');
    const knows = (to: string) => to.startsWith("prisma/generated");
    expect(offences(real, (from) => isOutside(from) && !isServerFile(from), knows)).toEqual([]);
    expect(files.filter((file) => isOutside(file) && source(file).includes("new PrismaClient"))).toEqual([]);
  });

  test("what only one database engine understands, and SQL that is no template, stand in the folder of the engine", () => {
    const words = /\$(query|execute)Raw|json_each|PRAGMA|better-sqlite3|sqlite_/;
    const isEngine = (file: string) => /^lib\/db\/(sqlite|postgresql)\//.test(file);
    expect(files.filter((file) => !isEngine(file) && words.test(source(file)))).toEqual([]);
    expect(words.test(source("lib/db/sqlite/prepared-sql.ts")), "the words are there to be found").toBe(true);
    const choosers = ["lib/db/dialect.ts", "lib/db/migrate.ts"];
    const uses = (to: string) => isEngine(to) || to === "pg";
    expect(offences(real, (from) => !isEngine(from) && !choosers.includes(from), uses)).toEqual([]);
  });

  test("server.ts only puts the parts of the process together, and what it does to raw requests knows no noun", () => {
    const isPart =
      /^(node:|next$|lib\/(config|realtime\/start-embedded)\.ts$|lib\/(db|http\/(direct|front)|process)\/)/;
    const isServer = (from: string) => from === "server.ts";
    expect(offences(real, isServer, (to) => !isPart.test(to))).toEqual([]);
    const isFront = (from: string) => /^lib\/(http\/(direct|front)|process)\//.test(from);
    const isKnown =
      /^(node:|quick-lru$|lib\/(config|errors|log|singleton|db\/away)\.ts$|lib\/(http|process|realtime\/embedded)\/)/;
    expect(offences(real, isFront, (to) => !isKnown.test(to))).toEqual([]);
  });

  test("nothing that runs imports a script", () => {
    expect(
      offences(
        imports,
        () => true,
        (to) => /^(scripts|tests)\//.test(to),
      ),
    ).toEqual([]);
  });

  test("every import resolves, so that none of the tests above is blind", () => {
    const lost = imports.filter(({ to }) => /^(app|components|lib)\//.test(to) && !existsSync(to));
    expect(lost).toEqual([]);
    expect(imports.length).toBeGreaterThan(50);
  });
});

describe("single owners", () => {
  test("only lib/config.ts reads the environment", () => {
    // These variables are facts of the build, not settings.
    const facts = /process\.env\.(NODE_ENV|NEXT_RUNTIME|NEXTAUTH_URL|__NEXT_PRIVATE_STANDALONE_CONFIG)\b/g;
    const rest = (text: string) => text.replace(facts, "");
    expect(files.filter((file) => file !== "lib/config.ts" && rest(source(file)).includes("process.env"))).toEqual([]);
  });

  test("only lib/later.ts lets the server's work go on that nobody awaits", () => {
    const floats = /\bvoid [a-z][\w.]*\(/i;
    // A program that lasts is ended by its own code and alone has SQLite, a body that is given up needs no end, and a
    // map is no promise.
    const free =
      /^(lib\/(process|http\/(direct|front)|realtime\/embedded|db\/sqlite)\/|lib\/auth\/login-failures-memory\.ts$|server\.ts$)/;
    const isServerSide = (file: string) => !BROWSER.test(file) && !file.startsWith("components/") && !free.test(file);
    const code = (file: string) => source(file).replaceAll(/: void \(|void reader\.cancel\(/g, "");
    const isClient = (file: string) => /^"use client"/m.test(source(file));
    expect(files.filter((file) => isServerSide(file) && !isClient(file) && floats.test(code(file)))).toEqual([]);
    expect(floats.test(source("lib/http/body.ts")), "the words are there to be found").toBe(true);
  });

  test("only lib/realtime/channels.ts spells a channel's name", () => {
    const spelled = /["'`](private|presence)-(room|user|everyone)/;
    const others = files.filter((file) => file !== "lib/realtime/channels.ts");
    expect(others.filter((file) => spelled.test(source(file)))).toEqual([]);
  });

  test("server files say so in their first line", () => {
    const own = files.filter((file) => file.startsWith("lib/") && !file.startsWith(EMBEDDED));
    const server = own.filter((file) => SERVER_ROLES.includes(roleOf(file)) || file.includes("/server/"));
    expect(server.filter((file) => !saysServer(file))).toEqual([]);
    expect(own.filter((file) => source(file).includes('import "server-only"') && !saysServer(file))).toEqual([]);
  });
});

test("what is exported is used in another file, if only in a test", () => {
  const folders = ["app", "components", "lib", "prisma", "scripts", "tests"];
  const all = [...folders.flatMap((folder) => filesBelow(folder, /\.(tsx?|m[jt]s)$/)), "server.ts", "proxy.ts"];
  const owners = new Map<string, string[]>();
  // Next reads the exports of a page, a route or instrumentation.ts itself, so nobody else has to import them.
  for (const file of files.filter((one) => !one.startsWith("app/") && one !== "instrumentation.ts"))
    for (const name of exportsOf(file)) owners.set(name, [...(owners.get(name) ?? []), file]);
  const unused = new Set([...owners].flatMap(([name, its]) => its.map((file) => `${file} exports ${name}`)));
  for (const user of all)
    for (const [word] of readFileSync(user, "utf8").matchAll(/[\w$]+/g))
      for (const file of owners.get(word) ?? []) if (file !== user) unused.delete(`${file} exports ${word}`);
  expect([...unused]).toEqual([]);
});

test(`no file is longer than ${LINES_MAX} lines without a reason`, () => {
  const long = files.filter((file) => source(file).split("\n").length > LINES_MAX + 1);
  expect(long.filter((file) => !(file in LONG_FILES))).toEqual([]);
  expect(Object.keys(LONG_FILES).filter((file) => !long.includes(file))).toEqual([]);
});

function offences(
  among: Import[],
  isFrom: (from: string) => boolean,
  isBanned: (to: string, from: string) => boolean,
): string[] {
  return among
    .filter(({ from, to }) => isFrom(from) && isBanned(to, from))
    .map(({ from, to }) => `${from} imports ${to}`);
}

function isDriver(to: string): boolean {
  return to.startsWith("@prisma/") || to === "better-sqlite3" || to === "pg" || to.startsWith("prisma/generated");
}

function isDatabase(to: string): boolean {
  return isDriver(to) || to.startsWith("lib/db/");
}

/** Whether a file runs on the server only: by its folder, its first line, or its imports of Node modules. */
function isServer(file: string): boolean {
  if (!file.startsWith("lib/")) return false;
  return SERVER.test(file) || file.startsWith(EMBEDDED) || saysServer(file) || (!isNoun(file) && needsNode(file));
}

function saysServer(file: string): boolean {
  return source(file).startsWith('import "server-only";');
}

/** Whether a file runs on both sides: rules, texts and tables. */
function isShared(file: string): boolean {
  return file.startsWith("lib/") && !isServer(file) && !BROWSER.test(file);
}

function needsNode(file: string): boolean {
  const leads = importsFrom(file);
  return leads.some((to) => to.startsWith("node:") || to === "zod" || isServer(to));
}

/** Whether the file belongs to a noun such as rooms, messages and people. */
function isNoun(file: string): boolean {
  const [top, folder, ...rest] = file.split("/");
  return top === "lib" && rest.length > 0 && !MACHINES.includes(folder ?? "");
}

function importsFrom(file: string): string[] {
  return importsByFile.get(file) ?? [];
}

/** Each circle of imports once, as the list of its files. */
function circles(): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  function visit(file: string, trail: readonly string[]): void {
    if (trail.includes(file)) found.push([...trail.slice(trail.indexOf(file)), file].join(" → "));
    if (trail.includes(file) || done.has(file)) return;
    for (const to of importsFrom(file)) visit(to, [...trail, file]);
    done.add(file);
  }
  for (const file of files) visit(file, []);
  return found;
}

/** `lib/rooms/schema.ts` → `schema`. */
function roleOf(file: string): string {
  return path.basename(file).replace(/\.tsx?$/, "");
}

/** `components/room/header.tsx` → `room`. */
function featureOf(file: string): string {
  return file.split("/")[1] ?? "";
}

function source(file: string): string {
  return sources.get(file) ?? "";
}

/**
 * The names that a file exports, without types: the types of a function's parameters and result may be exported for
 * others to name.
 */
function exportsOf(file: string): string[] {
  const named = /^export (?:async )?(?:const|function|class) (?<name>[\w$]+)/gm;
  return [...source(file).matchAll(named)].map(({ groups }) => groups?.name ?? "");
}

function filesBelow(folder: string, ending = /\.tsx?$/): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => path.posix.join(folder, name))
    .filter(
      (file) =>
        ending.test(file) && !file.includes("node_modules") && !file.includes("generated") && statSync(file).isFile(),
    );
}

function importsOf(file: string): Import[] {
  const statement =
    /^import\s+["'](?<bare>[^"']+)["']|^(?:import|export)\s+(?<type>type\s+)?[\w$*{},\s]+?\sfrom\s+["'](?<named>[^"']+)["']|\bimport\(\s*["'](?<lazy>[^"']+)["']/gm;
  return [...source(file).matchAll(statement)].map(({ groups = {} }) => ({
    from: file,
    to: resolve(file, groups.bare ?? groups.named ?? groups.lazy ?? ""),
    isType: Boolean(groups.type),
  }));
}

/** A path from the root for one of our files, and the bare name for a package. */
function resolve(from: string, specifier: string): string {
  const place = specifier.startsWith("@/")
    ? specifier.slice(2)
    : specifier.startsWith(".")
      ? path.posix.join(path.dirname(from), specifier)
      : null;
  if (place === null) return specifier;
  return ["", ".ts", ".tsx", "/index.ts", "/index.tsx"].map((end) => place + end).find(isFile) ?? place;
}

function isFile(file: string): boolean {
  return existsSync(file) && statSync(file).isFile();
}
