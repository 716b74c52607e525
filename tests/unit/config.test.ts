import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { ConfigError, readConfig } from "@/lib/config.ts";
import { LIMIT_DEFAULTS, SOCKET_LIMIT_DEFAULTS } from "@/lib/rate-limit-settings.ts";

const DATA_DIR = mkdtempSync(path.join(tmpdir(), "parley-config-"));
afterAll(() => rmSync(DATA_DIR, { recursive: true, force: true }));

const read = (variables: Record<string, string | undefined> = {}) => readConfig({ DATA_DIR, ...variables }, true);

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
      migrationUrl: `file:${path.join(DATA_DIR, "parley.db")}`,
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
    ["DATABASE_URL", "postgresql://"],
    ["DATABASE_DIRECT_URL", "file:./data/parley.db"],
    ["DATABASE_DIRECT_URL", "postgresql://chat.test/parley"],
    ["AUTO_DIRECT_MAX", "many"],
    ["REGISTRATION", "sometimes"],
    ["UPLOAD_FORBIDDEN_TYPES", "exe, ../bat"],
    ["SESSION_IDLE_DAYS", "0"],
    ["NEXTAUTH_SECRET", "secret"],
    ["NEXTAUTH_SECRET", "a".repeat(40)],
    ["S3_ENDPOINT", "store.test:9000"],
    ["S3_ENDPOINT", "https://store.test/bucket"],
    ["S3_REGION", "Europe, somewhere"],
    ["S3_BUCKET", "a/b"],
    ["S3_BUCKET", "x"],
    ["S3_ACCESS_KEY_ID", "AK/1"],
    ["S3_SECRET_ACCESS_KEY", "with a space"],
    ["S3_SECRET_ACCESS_KEY", "short"],
    ["S3_PUBLIC_ENDPOINT", "ftp://store.test"],
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

  test("a direct address for migrations counts beside one of PostgreSQL only", () => {
    const [pooled, direct] = ["postgresql://pooler.test/parley", "postgres://chat.test/parley"];
    expect(read({ DATABASE_URL: pooled })).toMatchObject({ databaseUrl: pooled, migrationUrl: pooled });
    const both = { DATABASE_URL: pooled, DATABASE_DIRECT_URL: direct };
    expect(read(both)).toMatchObject({ databaseUrl: pooled, migrationUrl: direct });
    expect(() => read({ ...both, DATABASE_URL: "file:./parley.db" })).toThrow(/DATABASE_DIRECT_URL/);
  });

  test("a data folder that cannot be made is refused by its name", () => {
    const file = path.join(DATA_DIR, "a-file");
    writeFileSync(file, "");
    expect(() => readConfig({ DATA_DIR: path.join(file, "data") }, true)).toThrow(/DATA_DIR/);
  });

  test.each(["PUSHER_APP_ID", "PUSHER_KEY", "PUSHER_SECRET"])("an external live server needs %s", (missing) => {
    const all = { PUSHER_HOST: "soketi.test", PUSHER_APP_ID: "app", PUSHER_KEY: "key", PUSHER_SECRET: "a secret" };
    expect(read(all).realtime).toMatchObject({ transport: "external", host: "soketi.test", port: 6001, tls: false });
    expect(() => read({ ...all, [missing]: undefined })).toThrow(missing);
  });
});

describe("files", () => {
  const store = {
    S3_ENDPOINT: "http://store.test:9000",
    S3_REGION: "eu-test-1",
    S3_BUCKET: "parley.files",
    S3_ACCESS_KEY_ID: "AKTEST",
    S3_SECRET_ACCESS_KEY: "a/secret+of=signs",
  };
  const token = Buffer.from(JSON.stringify({ apiKey: "sk_live_1", appId: "app1", regions: ["sea1"] })).toString(
    "base64",
  );

  test("go to the disk, to UploadThing or to a store, and of the last two to the store", () => {
    expect(read().files).toMatchObject({ home: "DISK", uploadthing: null, s3: null });
    expect(read({ UPLOADTHING_TOKEN: token }).files).toMatchObject({
      home: "UPLOADTHING",
      apiKey: "sk_live_1",
      s3: null,
    });
    const s3 = { region: "eu-test-1", bucket: "parley.files", publicEndpoint: null };
    const { files } = read(store);
    expect(files).toMatchObject({ home: "S3", uploadthing: null, s3 });
    expect(files.s3?.endpoint.href).toBe("http://store.test:9000/");
    expect(read({ ...store, UPLOADTHING_TOKEN: token }).files).toMatchObject({
      home: "S3",
      uploadthing: { appId: "app1" },
      s3,
    });
  });

  test("uploads to a store are signed with our own key, as those to the disk are", () => {
    expect(read({ ...store, UPLOADTHING_TOKEN: token }).files.apiKey).toBe(read().files.apiKey);
  });

  test.each(Object.keys(store))("a store needs %s", (missing) => {
    const attempt = () => read({ ...store, [missing]: undefined });
    expect(attempt).toThrow(ConfigError);
    expect(attempt).toThrow(new RegExp(`^The setting ${missing} is missing`));
  });

  test("where browsers reach a store is not said without the store", () => {
    expect(() => read({ S3_PUBLIC_ENDPOINT: "https://files.test" })).toThrow("The setting S3_ENDPOINT is missing");
    expect(read({ ...store, S3_PUBLIC_ENDPOINT: "https://files.test" }).files.s3?.publicEndpoint?.host).toBe(
      "files.test",
    );
  });
});

describe("a function, in which no program of ours runs", () => {
  const needed = {
    APP_URL: "https://chat.test",
    TRUST_PROXY: "1",
    DATABASE_URL: "postgresql://chat.test/parley",
    NEXTAUTH_SECRET: "a-secret-of-thirty-two-characters",
    CRON_SECRET: "another-secret-of-as-many-characters",
    PUSHER_HOST: "soketi.test",
    PUSHER_APP_ID: "app",
    PUSHER_KEY: "key",
    PUSHER_SECRET: "a secret",
    S3_ENDPOINT: "http://store.test:9000",
    S3_REGION: "eu-test-1",
    S3_BUCKET: "parley.files",
    S3_ACCESS_KEY_ID: "AKTEST",
    S3_SECRET_ACCESS_KEY: "a/secret+of=signs",
    S3_PUBLIC_ENDPOINT: "https://store.test",
  };
  const dataDir = path.join(DATA_DIR, "nobody-makes-this");
  const inFunction = (more: Record<string, string | undefined> = {}) =>
    readConfig({ DATA_DIR: dataDir, ...needed, ...more }, false);

  test("takes every secret from the environment and touches no folder", () => {
    expect(inFunction()).toMatchObject({
      authSecret: needed.NEXTAUTH_SECRET,
      cronSecret: needed.CRON_SECRET,
      realtime: { transport: "external", appId: "app", key: "key", secret: "a secret" },
      files: { home: "S3" },
    });
    expect(existsSync(dataDir)).toBe(false);
    expect(inFunction({ PUSHER_HOST: undefined, PUSHER_CLUSTER: "eu" }).realtime).toMatchObject({ tls: true });
  });

  test.each(Object.keys(needed))("is refused without %s in one sentence that names it", (missing) => {
    const attempt = () => inFunction({ [missing]: undefined });
    expect(attempt).toThrow(ConfigError);
    expect(attempt).toThrow(new RegExp(`^[^\\n]*\\b${missing}\\b[^\\n]*\\.$`));
  });

  test.each([
    ["DATABASE_URL", "file:./parley.db"],
    ["TRUST_PROXY", "0"],
    ["CRON_SECRET", "short"],
    ["UPLOAD_MAX_MB", "65"],
  ])("is refused with %s=%s", (name, value) => {
    expect(() => inFunction({ [name]: value })).toThrow(new RegExp(`^[^\\n]*\\b${name}\\b[^\\n]*\\.$`));
  });
});

describe("every setting", () => {
  const source = readFileSync("lib/config.ts", "utf8");
  const inSchema = [...source.matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map((match) => match[1] ?? "");
  const limits = Object.values(LIMIT_DEFAULTS).map(([name]) => name);
  const socketLimits = Object.values(SOCKET_LIMIT_DEFAULTS).map(([name]) => name);
  const all = [...inSchema, ...limits, ...socketLimits].sort();

  test("is counted here", () => {
    expect(all).toContain("PORT");
    expect(all).toContain("LIMIT_SEND");
    expect(all.length).toBeGreaterThan(25);
  });

  test("has its row in the README, and no row is left of one that is gone", () => {
    const rows = [...readFileSync("README.md", "utf8").matchAll(/^\| `([A-Z][A-Z0-9_]+)`/gm)].map((match) => match[1]);
    expect(rows.sort()).toEqual(all);
  });

  test("has its line in .env.example, and no line is left of one that is gone", () => {
    const lines = [...readFileSync(".env.example", "utf8").matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map(
      (match) => match[1],
    );
    expect(lines.sort()).toEqual(all);
  });

  test.each(Object.values(LIMIT_DEFAULTS))("%s has its default %s in README and .env.example", (name, value) => {
    expect(readFileSync("README.md", "utf8")).toMatch(new RegExp(`^\\| \`${name}\` \\| \`${value}\``, "m"));
    expect(readFileSync(".env.example", "utf8")).toMatch(new RegExp(`${name}=${value}$`, "m"));
  });
});
