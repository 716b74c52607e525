import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { ConfigError, readConfig } from "@/lib/config.ts";
import { LIMIT_DEFAULTS, SOCKET_LIMIT_DEFAULTS } from "@/lib/limits.ts";

const DATA_DIR = mkdtempSync(path.join(tmpdir(), "parley-config-"));
afterAll(() => rmSync(DATA_DIR, { recursive: true, force: true }));

const read = (variables: Record<string, string | undefined> = {}) => readConfig({ DATA_DIR, ...variables });

describe("without any setting", () => {
  test("everything has a working value", () => {
    const config = read();
    expect(config).toMatchObject({
      host: "0.0.0.0",
      port: 3000,
      trustProxy: 0,
      autoDirectMax: 200,
      registration: "open",
      databaseUrl: `file:${path.join(DATA_DIR, "parley.db")}`,
      realtime: { transport: "embedded" },
    });
  });

  test("secrets are made once, kept, and readable by their owner only", () => {
    const [first, second] = [read(), read()];
    expect(second.authSecret).toBe(first.authSecret);
    expect(second.realtime.secret).toBe(first.realtime.secret);
    expect(statSync(path.join(DATA_DIR, "secrets.json")).mode & 0o777).toBe(0o600);
  });

  test("an empty setting counts as none", () => {
    expect(read({ PORT: "", APP_URL: "" })).toMatchObject({ port: 3000, appUrl: undefined });
  });
});

test("types of files that cannot be shared are given as people write them", () => {
  expect(read({}).files.forbiddenTypes).toEqual([]);
  expect(read({ UPLOAD_FORBIDDEN_TYPES: "EXE, .bat *.scr" }).files.forbiddenTypes).toEqual(["exe", "bat", "scr"]);
});

describe("a setting that cannot be used", () => {
  test.each([
    ["PORT", "eighty"],
    ["PORT", "0"],
    ["PORT", "65536"],
    ["APP_URL", "chat.test"],
    ["APP_URL", "ftp://chat.test"],
    ["APP_URL", "https://chat.test/chat"],
    ["TRUST_PROXY", "-1"],
    ["TRUST_PROXY", "yes"],
    ["DATABASE_URL", "mysql://chat.test"],
    ["AUTO_DIRECT_MAX", "many"],
    ["REGISTRATION", "sometimes"],
    ["UPLOAD_FORBIDDEN_TYPES", "exe, ../bat"],
    ["SESSION_IDLE_DAYS", "0"],
    ["NEXTAUTH_SECRET", "secret"],
    ["NEXTAUTH_SECRET", "a".repeat(40)],
    ["PUSHER_TLS", "maybe"],
    ["PUSHER_KEY", "with space"],
    ["LIMIT_SEND", "ten"],
    ["LIMIT_SEND", "0/60"],
    ["LIMIT_SOCKETS", "-1"],
  ])("%s=%s is refused in one sentence that names it", (name, value) => {
    const attempt = () => read({ [name]: value });
    expect(attempt).toThrow(ConfigError);
    expect(attempt).toThrow(new RegExp(`^[^\\n]*\\b${name}\\b[^\\n]*\\.$`));
  });

  test("a data folder that cannot be made is refused by its name", () => {
    const file = path.join(DATA_DIR, "a-file");
    writeFileSync(file, "");
    expect(() => readConfig({ DATA_DIR: path.join(file, "data") })).toThrow(/DATA_DIR/);
  });

  test.each(["PUSHER_APP_ID", "PUSHER_KEY", "PUSHER_SECRET"])("an external live server needs %s", (missing) => {
    const all = { PUSHER_HOST: "soketi.test", PUSHER_APP_ID: "app", PUSHER_KEY: "key", PUSHER_SECRET: "a secret" };
    expect(read(all).realtime).toMatchObject({ transport: "external", host: "soketi.test", port: 6001, tls: false });
    expect(() => read({ ...all, [missing]: undefined })).toThrow(missing);
  });
});

describe("every setting", () => {
  const source = readFileSync("lib/config.ts", "utf8");
  const inSchema = [...source.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map((match) => match[1] ?? "");
  const limits = Object.values(LIMIT_DEFAULTS).map(([name]) => name);
  const socketLimits = Object.values(SOCKET_LIMIT_DEFAULTS).map(([name]) => name);
  const all = [...inSchema, ...limits, ...socketLimits].sort();

  test("is counted here", () => {
    expect(all).toContain("PORT");
    expect(all).toContain("LIMIT_SEND");
    expect(all.length).toBeGreaterThan(25);
  });

  test("has its row in the README, and no row is left of one that is gone", () => {
    const rows = [...readFileSync("README.md", "utf8").matchAll(/^\| `([A-Z][A-Z_]+)`/gm)].map((match) => match[1]);
    expect(rows.sort()).toEqual(all);
  });

  test("has its line in .env.example, and no line is left of one that is gone", () => {
    const lines = [...readFileSync(".env.example", "utf8").matchAll(/^#? ?([A-Z][A-Z_]+)=/gm)].map((match) => match[1]);
    expect(lines.sort()).toEqual(all);
  });

  test.each(Object.values(LIMIT_DEFAULTS))("%s has its default %s in README and .env.example", (name, value) => {
    expect(readFileSync("README.md", "utf8")).toMatch(new RegExp(`^\\| \`${name}\` \\| \`${value}\``, "m"));
    expect(readFileSync(".env.example", "utf8")).toMatch(new RegExp(`${name}=${value}$`, "m"));
  });
});
