import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { readConfig } from "@/lib/config.ts";
import { parleySettings, soketiSettings } from "../support/scale/settings.ts";

// tests/scale runs without Docker what compose.scale.yaml describes, so both have to say the same.
const compose = readFileSync("compose.scale.yaml", "utf8");
const template = readFileSync("deploy/nginx.conf.template", "utf8");

/** The environment of the part of the file that begins with this line, up to the next part. */
function environmentOf(part: string): Record<string, string> {
  const [, after = ""] = compose.split(`\n${part}:`);
  const [block = ""] = after.split(/\n(?=\S)|\n {2}(?=[a-z0-9-]+:\n {4}image)/);
  const [, lines = ""] = block.split(/\n +environment:.*\n/);
  const indent = /^ */.exec(lines)?.[0] ?? "";
  const own = lines.split("\n").filter((line) => line.startsWith(indent) && !line.trim().startsWith("#"));
  const pairs = own.map((line) => /^([A-Z][A-Z0-9_]*): (.*)$/.exec(line.slice(indent.length)));
  const end = pairs.indexOf(null);
  return Object.fromEntries(
    pairs
      .slice(0, end === -1 ? undefined : end)
      .map((pair) => [pair?.[1] ?? "", (pair?.[2] ?? "").replace(/^["'](.*)["']$/, "$1")]),
  );
}

const places = {
  url: "http://localhost:3000",
  databaseUrl: "postgresql://",
  authSecret: "",
  app: { id: "parley", key: "", secret: "" },
  publishAt: { host: "nginx", port: 6001 },
  liveAt: { host: "localhost", port: 3000 },
  store: { S3_ENDPOINT: "", S3_REGION: "", S3_BUCKET: "", S3_ACCESS_KEY_ID: "", S3_SECRET_ACCESS_KEY: "" },
};

test("each Parley of compose.scale.yaml has the settings that the tests of several machines give it", () => {
  const { HOST, PORT, DATA_DIR, ...settings } = environmentOf("x-parley");
  expect([HOST, PORT, DATA_DIR]).toEqual(["0.0.0.0", "3000", "/data"]);
  const tested = parleySettings(places);
  expect(Object.keys(settings)).toEqual(Object.keys(tested));
  // What is not a secret or a place is the same.
  for (const name of ["TRUST_PROXY", "PUSHER_TLS", "PUSHER_PUBLIC_TLS", "PUSHER_HOST", "PUSHER_PORT"] as const)
    expect(settings[name]?.replace(/^\$\{\w+:-(.*)\}$/, "$1"), name).toBe(tested[name]);
  expect(settings.DATABASE_URL).toMatch(/^postgresql:/);
});

/** The names for which the words at its beginning make a secret. */
const secrets = /for name in ([A-Z0-9_ ]+); do/.exec(compose)?.[1]?.split(" ") ?? [];
/** The names that must be in .env, so that nothing starts without them. */
const demanded = [...new Set([...compose.matchAll(/\$\{(\w+):\?/g)].map(([, name = ""]) => name))];

test("the words at its beginning make every secret that it demands, and no other", () => {
  expect(demanded.length).toBeGreaterThan(0);
  expect(secrets.toSorted()).toEqual(demanded.toSorted());
});

test("Parley accepts the settings that it has from there, and each is one of Parley's", () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), "parley-compose-"));
  const dotEnv = Object.fromEntries(secrets.map((name) => [name, randomBytes(24).toString("hex")]));
  const fill = (text: string) =>
    text.replace(/\$\{(\w+)(?::(-|\?)([^}]*))?\}/g, (_, name: string, kind?: string, rest = "") => {
      const value = dotEnv[name] ?? (kind === "-" ? rest : undefined);
      if (value === undefined) throw new Error(`${name} is nowhere.`);
      return value;
    });
  const filled = Object.entries(environmentOf("x-parley")).map(([name, value]) => [name, fill(value)]);
  const config = readConfig({ ...Object.fromEntries(filled), DATA_DIR: dataDir }, true);
  expect(config).toMatchObject({ realtime: { transport: "external" }, files: { home: "S3" }, trustProxy: 1 });
  rmSync(dataDir, { recursive: true });
  const known = [...readFileSync("README.md", "utf8").matchAll(/^\| `([A-Z0-9_]+)` \|/gm)].map(([, name]) => name);
  expect(filled.map(([name]) => name).filter((name) => !known.includes(name))).toEqual([]);
});

test("nginx finds each part at the address that the part has, and nobody waits for a part that is not there", () => {
  const nginx = environmentOf("services:\n  nginx");
  for (const part of ["parley-1", "parley-2", "soketi-1", "soketi-2"]) {
    const own = compose.split(`\n  ${part}:\n`)[1]?.split(/\n {2}(?=\S)/)[0] ?? "";
    const address = /ipv4_address: ([\d.]+)/.exec(own)?.[1];
    const port = part.startsWith("parley") ? environmentOf("x-parley").PORT : environmentOf("x-soketi").SOKETI_PORT;
    expect(nginx[part.toUpperCase().replace("-", "_")], part).toBe(`${address}:${port}`);
  }
  expect(environmentOf("x-parley").PUSHER_PORT).toBe(nginx.PUBLISH_PORT);
  const services = [...(compose.split("\nservices:")[1] ?? "").matchAll(/^ {2}([a-z0-9-]+):$/gm)].map(
    ([, name]) => name,
  );
  const lists = [...compose.matchAll(/depends_on: \[(.*)\]|^ {4}([a-z-]+): \{ condition:/gm)];
  const awaited = lists.flatMap(([, list, one]) => list?.split(", ") ?? [one]);
  expect(awaited.length).toBeGreaterThan(0);
  expect(awaited.filter((name) => !services.includes(name))).toEqual([]);
});

test("each Soketi of it is one of several in the same way", () => {
  const { SOKETI_PORT, ...settings } = environmentOf("x-soketi");
  expect(SOKETI_PORT).toBe("6001");
  expect(settings).toMatchObject(soketiSettings({ host: "redis", port: 6379 }));
  expect(settings).toMatchObject({
    SOKETI_DEFAULT_APP_ENABLE_CLIENT_MESSAGES: "true",
    SOKETI_DEFAULT_APP_USER_AUTHENTICATION: "true",
  });
});

test("nginx is told every name that its template asks for, and no other", () => {
  const asked = [...template.matchAll(/\$\{([A-Z]\w*)\}/g)]
    .map(([, name]) => name)
    .filter((name) => name !== "CAPITALS");
  expect(Object.keys(environmentOf("services:\n  nginx")).toSorted()).toEqual([...new Set(asked)].toSorted());
});

test("no secret stands in it", () => {
  for (const line of compose.split("\n").filter((one) => /(SECRET|PASSWORD|_KEY|KEYS)\w*:/.test(one)))
    expect(line).toMatch(/\$\{/);
});
