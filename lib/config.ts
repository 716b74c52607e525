import { createHmac } from "node:crypto";
import path from "node:path";
import { z } from "zod";
import packageJson from "../package.json" with { type: "json" };
import { isPostgresql } from "./db/is-postgresql.ts";
import { isLongLived } from "./process/long-lived.ts";
import {
  LIMIT_DEFAULTS,
  type Limit,
  type Limits,
  SOCKET_LIMIT_DEFAULTS,
  type SocketLimits,
} from "./rate-limit-settings.ts";
import { loadSecrets, type Secrets } from "./secrets.ts";
import { singleton } from "./singleton.ts";

/** Thrown for a setting that cannot be used. The message is one sentence that names it. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

const WEAK_SECRETS = new Set(["secret", "changeme", "password", "default", "parley"]);
const SECRET_MIN_LENGTH = 32;

const port = z.coerce.number("must be a number").int("must be a whole number").min(1).max(65535);
const flag = z.enum(["0", "1", "true", "false"], "must be true or false").transform((v) => v === "1" || v === "true");
const secret = (minLength: number) =>
  z
    .string()
    .min(minLength, `must have at least ${minLength} characters`)
    .refine((v) => !WEAK_SECRETS.has(v.toLowerCase()) && new Set(v).size > 4, "is too easy to guess");
const httpUrl = z
  .url({ protocol: /^https?$/, error: "must be an http or https address" })
  .transform((v) => new URL(v))
  .refine((url) => url.pathname === "/" && !url.search, "must have no path");

const wholeNumber = (words: string) => z.coerce.number(words).int(words).min(1, words);
/** File name extensions, such as `exe, .bat`. */
const endings = z
  .string()
  .transform((text) =>
    text
      .toLowerCase()
      .split(/[\s,]+/)
      .map((ending) => ending.replace(/^\*?\./, ""))
      .filter((ending) => ending !== ""),
  )
  .refine((all) => all.every((ending) => /^[\p{L}\p{N}_+-]{1,20}$/u.test(ending)), "must be endings, such as exe, bat");
/** UploadThing's token, which is base64 of JSON. */
const uploadthingToken = z.string().transform((text, ctx) => {
  const parsed = z
    .object({ apiKey: z.string().startsWith("sk_"), appId: z.string().min(1), regions: z.array(z.string()).min(1) })
    .safeParse(parseJson(Buffer.from(text, "base64").toString("utf8")));
  if (!parsed.success) ctx.addIssue("must be the token that UploadThing's dashboard shows");
  return { token: text, apiKey: parsed.data?.apiKey ?? "", appId: parsed.data?.appId ?? "" };
});

/** A key must not contain white space: a line break copied with it would make each signature wrong. */
const withoutSpaces = z.string().regex(/^\S{1,256}$/, "must have no spaces");

const environmentSchema = z.object({
  HOST: z.string().min(1).default("0.0.0.0"),
  PORT: port.default(3000),
  APP_URL: httpUrl.optional(),
  TRUST_PROXY: z.coerce.number("must be the number of proxies in front").int().min(0).max(10).default(0),
  DATA_DIR: z.string().min(1).default("./data"),
  DATABASE_URL: z
    .string()
    .regex(/^(file:.|postgres(ql)?:\/\/.)/, "must start with file: or postgresql://")
    .optional(),
  DATABASE_DIRECT_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/./, "must start with postgresql://")
    .optional(),
  API_THROUGH_NEXT: flag.default(false),
  AUTO_DIRECT_MAX: z.coerce.number("must be a number").int("must be a whole number").min(0).max(5000).default(200),
  REGISTRATION: z.enum(["open", "invite", "closed"], "must be open, invite or closed").default("open"),
  SESSION_IDLE_DAYS: z.coerce.number("must be a number").min(0.001).max(3650).default(30),
  SESSION_MAX_DAYS: z.coerce.number("must be a number").min(0.001).max(3650).default(180),
  SOCKET_CHECK_SECONDS: z.coerce.number("must be a number").min(0.1).max(1800, "must be at most 1800").default(600),
  UPLOAD_MAX_MB: wholeNumber("must be 1 to 2000").max(2000, "must be 1 to 2000").default(16),
  QUOTA_PERSON_MB: wholeNumber("must be at least 1").default(5 * 1024),
  QUOTA_PERSON_FILES: wholeNumber("must be at least 1").default(20_000),
  QUOTA_TOTAL_MB: wholeNumber("must be at least 1").default(50 * 1024),
  UPLOAD_FORBIDDEN_TYPES: endings.default([]),
  UPLOADTHING_TOKEN: uploadthingToken.optional(),
  S3_ENDPOINT: httpUrl.optional(),
  S3_REGION: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/, "must be a region's name, such as eu-central-1 or auto")
    .optional(),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "must be a bucket's name: 3 to 63 small letters, digits, dots and -")
    .optional(),
  // S3 splits both parts of the credential at slashes and commas.
  S3_ACCESS_KEY_ID: withoutSpaces.regex(/^[^/,]+$/, "must be a key's id, without slashes and commas").optional(),
  S3_SECRET_ACCESS_KEY: withoutSpaces.min(8, "must have at least 8 characters").optional(),
  S3_PUBLIC_ENDPOINT: httpUrl.optional(),
  NEXTAUTH_SECRET: secret(SECRET_MIN_LENGTH).optional(),
  CRON_SECRET: secret(SECRET_MIN_LENGTH).optional(),
  PUSH_CONTACT: z
    .string()
    .refine(
      (text) => /^mailto:[^@\s]+@[^@\s]+$/.test(text) || /^https:\/\/[^\s/]+$/.test(text),
      "must be an address such as mailto:somebody@example.org or https://example.org",
    )
    .optional(),
  PUSH_WAIT_SECONDS: z.coerce.number("must be a number").min(0.1).max(60, "must be at most 60").default(4),
  OUTSIDE_TEST_ORIGIN: z
    .string()
    .regex(/^http:\/\/127\.0\.0\.1:\d{1,5}$/, "must be http://127.0.0.1 with a port: it is for tests only")
    .optional(),
  PUSHER_HOST: z.string().min(1).optional(),
  PUSHER_CLUSTER: z
    .string()
    .regex(/^[a-z0-9-]+$/, "must be a cluster's name, such as eu")
    .optional(),
  PUSHER_PORT: port.optional(),
  PUSHER_TLS: flag.optional(),
  PUSHER_PUBLIC_HOST: z.string().min(1).optional(),
  PUSHER_PUBLIC_PORT: port.optional(),
  PUSHER_PUBLIC_TLS: flag.optional(),
  PUSHER_APP_ID: z
    .string()
    .regex(/^[\w-]{1,64}$/, "must be 1 to 64 letters, digits, - or _")
    .optional(),
  PUSHER_KEY: z
    .string()
    .regex(/^[\w-]{1,64}$/, "must be 1 to 64 letters, digits, - or _")
    .optional(),
  // Soketi and Pusher issue shorter secrets.
  PUSHER_SECRET: secret(8).optional(),
});

type Environment = z.infer<typeof environmentSchema>;
type Variables = Record<string, string | undefined>;

/** Where live events are published: to the server inside this process, or to one with Pusher's HTTP API. */
type RealtimeConfig = { appId: string; key: string; secret: string } & (
  | { transport: "embedded" }
  | {
      transport: "external";
      /** The host to which this server publishes events. */
      host: string;
      port: number;
      tls: boolean;
      /** The host to which browsers connect. */
      publicHost: string;
      publicPort: number;
      publicTls: boolean;
    }
);

/** An S3-compatible store. Objects are at `endpoint/bucket/key`. */
export type S3Config = {
  /** The URL at which this server reaches the store. */
  endpoint: URL;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** The URL at which browsers reach the store; null when they cannot, and files are served by this server. */
  publicEndpoint: URL | null;
};

/**
 * The settings for files. Wherever they are stored, uploadthing's route handler signs uploads with `apiKey`, a part of
 * `token`.
 */
export type FilesConfig = {
  /** Where new files are stored. Existing files stay where they are. */
  home: "DISK" | "UPLOADTHING" | "S3";
  token: string;
  apiKey: string;
  uploadthing: { token: string; appId: string } | null;
  s3: S3Config | null;
  /** The folder of the files on our own disk. */
  folder: string;
  /** The size of one upload. */
  maxBytes: number;
  /** File name extensions that cannot be shared, until an administrator decides otherwise. */
  forbiddenTypes: string[];
  quota: { personBytes: number; personFiles: number; totalBytes: number };
};

export type Config = {
  version: string;
  production: boolean;
  host: string;
  port: number;
  /** The public URL. Without it, the Host header of each request is believed. */
  appUrl?: URL;
  /** The number of proxies in front that append to X-Forwarded-For; with 0 the socket's address is the client's. */
  trustProxy: number;
  dataDir: string;
  databaseUrl: string;
  /** Where migrations go: the database itself, where `databaseUrl` is that of a pooler before it. */
  migrationUrl: string;
  /** Whether Next's router handles requests to the API too, as in functions. For tests and measuring. */
  apiThroughNext: boolean;
  push: {
    /** Whom push services may ask about what we send: a mailto: or https: address. Without it, the address of the installation. */
    contact: string | null;
    /** How long a push waits for another device of the person to read the message. */
    waitMs: number;
  };
  /** The one address that requests to the outside may go to besides public ones, for tests. */
  outsideTestOrigin: string | null;
  /** A registration makes direct chats with at most this number of people. */
  autoDirectMax: number;
  registration: "open" | "invite" | "closed";
  /** A session ends after `idleMs` without use, and in any case `maxMs` after the log-in. */
  session: { idleMs: number; maxMs: number };
  /** How often, in milliseconds, the sessions behind open sockets are checked. */
  socketCheckMs: number;
  authSecret: string;
  /** By which whoever calls /api/cron proves itself; null where timers do that work. */
  cronSecret: string | null;
  files: FilesConfig;
  realtime: RealtimeConfig;
  limits: Limits;
  socketLimits: SocketLimits;
};

const MB = 1024 * 1024;
/** A function has this much memory to spare for each of the two files that it examines at once. */
const FUNCTION_UPLOAD_MAX_MB = 64;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Returns the settings of this process, which are read and checked at the first call. Throws ConfigError. */
export function getConfig(): Config {
  return singleton("config", () => readConfig(process.env, isLongLived()));
}

/**
 * Reads settings from environment variables, with working defaults where the process `lasts`; a function has no folder
 * for what defaults need, and reads nothing but the environment. Throws ConfigError, which names the variable.
 */
export function readConfig(variables: Variables, lasts: boolean): Config {
  const env = parseEnvironment(variables);
  const dataDir = path.resolve(env.DATA_DIR);
  const stored = lasts ? readSecrets(dataDir) : secretsOfFunction(env);
  const appUrl = env.APP_URL;
  const databaseUrl = env.DATABASE_URL ?? `file:${path.join(dataDir, "parley.db")}`;
  if (env.DATABASE_DIRECT_URL && databaseUrl.startsWith("file:"))
    throw new ConfigError("The setting DATABASE_DIRECT_URL cannot be used: DATABASE_URL is not one of PostgreSQL.");
  return {
    version: packageJson.version,
    production: variables.NODE_ENV === "production",
    host: env.HOST,
    port: env.PORT,
    appUrl,
    trustProxy: env.TRUST_PROXY,
    dataDir,
    databaseUrl,
    migrationUrl: env.DATABASE_DIRECT_URL ?? databaseUrl,
    apiThroughNext: env.API_THROUGH_NEXT,
    push: { contact: env.PUSH_CONTACT ?? null, waitMs: env.PUSH_WAIT_SECONDS * 1000 },
    outsideTestOrigin: env.OUTSIDE_TEST_ORIGIN ?? null,
    autoDirectMax: env.AUTO_DIRECT_MAX,
    registration: env.REGISTRATION,
    session: { idleMs: env.SESSION_IDLE_DAYS * DAY_MS, maxMs: env.SESSION_MAX_DAYS * DAY_MS },
    socketCheckMs: env.SOCKET_CHECK_SECONDS * 1000,
    authSecret: env.NEXTAUTH_SECRET ?? stored.authSecret,
    cronSecret: env.CRON_SECRET ?? null,
    files: readFiles(env, dataDir, env.NEXTAUTH_SECRET ?? stored.authSecret),
    realtime: readRealtime(env, stored),
    limits: readLimits(variables),
    socketLimits: readSocketLimits(variables),
  };
}

/** next-auth 4 reads its URL from the environment only. Without APP_URL it must believe each request's host. */
export function tellNextAuth({ appUrl }: Config): void {
  if (appUrl) process.env.NEXTAUTH_URL = appUrl.origin;
  else process.env.AUTH_TRUST_HOST = "true";
}

function parseEnvironment(variables: Variables): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = environmentSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ConfigError(`The setting ${String(issue?.path[0])} cannot be used: ${issue?.message}.`);
}

function readSecrets(dataDir: string) {
  try {
    return loadSecrets(dataDir);
  } catch (error) {
    throw new ConfigError(
      `The setting DATA_DIR cannot be used: the secrets in ${dataDir} cannot be read or made (${(error as Error).message}).`,
    );
  }
}

/**
 * Checks that a function is given what it cannot make or keep, and returns its secrets, all from the environment. Each
 * missing setting ends the start, because a function without it would lose what people write, or trust anybody.
 */
function secretsOfFunction(env: Environment): Secrets {
  const missing = (name: string, why: string) =>
    new ConfigError(`The setting ${name} is missing: without npm start Parley runs as functions, and ${why}.`);
  if (!isPostgresql(env.DATABASE_URL ?? ""))
    throw missing("DATABASE_URL=postgresql://…", "a SQLite file needs a process that lasts");
  if (!env.PUSHER_HOST && !env.PUSHER_CLUSTER)
    throw missing("PUSHER_CLUSTER or PUSHER_HOST", "the live server inside Parley needs a process that lasts");
  if (!env.UPLOADTHING_TOKEN && !env.S3_ENDPOINT)
    throw missing("S3_ENDPOINT or UPLOADTHING_TOKEN", "they have no disk for files");
  if (env.S3_ENDPOINT && !env.S3_PUBLIC_ENDPOINT)
    throw missing("S3_PUBLIC_ENDPOINT", "uploads do not pass through them but go from browsers to the store");
  if (env.UPLOAD_MAX_MB > FUNCTION_UPLOAD_MAX_MB)
    throw new ConfigError(
      `The setting UPLOAD_MAX_MB cannot be used: functions examine files in memory, so it is at most ${FUNCTION_UPLOAD_MAX_MB} without npm start.`,
    );
  if (!env.APP_URL) throw missing("APP_URL", "their hosts are reached by several addresses");
  if (!env.TRUST_PROXY) throw missing("TRUST_PROXY", "clients reach them through the host's proxies only");
  if (!env.CRON_SECRET) throw missing("CRON_SECRET", "they have no timers, so that /api/cron is to be called");
  const { NEXTAUTH_SECRET: authSecret, PUSHER_APP_ID, PUSHER_KEY, PUSHER_SECRET } = env;
  if (!authSecret) throw missing("NEXTAUTH_SECRET", "they have no folder for a secret of their own");
  // readRealtime demands these three for every external live server.
  return {
    authSecret,
    pusherAppId: PUSHER_APP_ID ?? "",
    pusherKey: PUSHER_KEY ?? "",
    pusherSecret: PUSHER_SECRET ?? "",
  };
}

function readFiles(env: Environment, dataDir: string, authSecret: string): FilesConfig {
  // The key is derived, so that processes which share the session key accept each other's upload URLs.
  const apiKey = `sk_${createHmac("sha256", authSecret).update("parley files").digest("hex")}`;
  const own = { apiKey, appId: "parley", regions: ["local"] };
  const token = Buffer.from(JSON.stringify(own)).toString("base64");
  const s3 = readS3(env);
  const { UPLOADTHING_TOKEN: uploadthing = null } = env;
  return {
    ...(uploadthing && !s3
      ? { home: "UPLOADTHING" as const, token: uploadthing.token, apiKey: uploadthing.apiKey }
      : { home: s3 ? ("S3" as const) : ("DISK" as const), token, apiKey }),
    uploadthing,
    s3,
    folder: path.join(dataDir, "files"),
    maxBytes: env.UPLOAD_MAX_MB * MB,
    forbiddenTypes: env.UPLOAD_FORBIDDEN_TYPES,
    quota: {
      personBytes: env.QUOTA_PERSON_MB * MB,
      personFiles: env.QUOTA_PERSON_FILES,
      totalBytes: env.QUOTA_TOTAL_MB * MB,
    },
  };
}

const S3_NEEDED = ["S3_ENDPOINT", "S3_REGION", "S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"] as const;

function readS3(env: Environment): S3Config | null {
  if (![...S3_NEEDED, "S3_PUBLIC_ENDPOINT" as const].some((name) => env[name])) return null;
  const missing = S3_NEEDED.find((name) => !env[name]);
  const { S3_ENDPOINT: endpoint, S3_REGION: region, S3_BUCKET: bucket } = env;
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (!endpoint || !region || !bucket || !accessKeyId || !secretAccessKey)
    throw new ConfigError(`The setting ${missing} is missing: a store needs ${S3_NEEDED.join(", ")}.`);
  const publicEndpoint = env.S3_PUBLIC_ENDPOINT ?? null;
  return { endpoint, region, bucket, accessKeyId, secretAccessKey, publicEndpoint };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readRealtime(env: Environment, stored: Secrets): RealtimeConfig {
  const external = env.PUSHER_HOST !== undefined || env.PUSHER_CLUSTER !== undefined;
  for (const name of ["PUSHER_APP_ID", "PUSHER_KEY", "PUSHER_SECRET"] as const) {
    if (external && !env[name])
      throw new ConfigError(`The setting ${name} is missing: PUSHER_HOST needs the keys of its app.`);
  }
  const credentials = {
    appId: env.PUSHER_APP_ID ?? stored.pusherAppId,
    key: env.PUSHER_KEY ?? stored.pusherKey,
    secret: env.PUSHER_SECRET ?? stored.pusherSecret,
  };
  if (!external) return { transport: "embedded", ...credentials };
  const tls = env.PUSHER_TLS ?? !env.PUSHER_HOST;
  const host = env.PUSHER_HOST ?? `api-${env.PUSHER_CLUSTER}.pusher.com`;
  const publicTls = env.PUSHER_PUBLIC_TLS ?? tls;
  return {
    transport: "external",
    ...credentials,
    host,
    port: env.PUSHER_PORT ?? (tls ? 443 : 6001),
    tls,
    publicHost: env.PUSHER_PUBLIC_HOST ?? (env.PUSHER_HOST ? host : `ws-${env.PUSHER_CLUSTER}.pusher.com`),
    publicPort: env.PUSHER_PUBLIC_PORT ?? env.PUSHER_PORT ?? (publicTls ? 443 : 6001),
    publicTls,
  };
}

function readLimits(variables: Variables): Limits {
  const entries = Object.entries(LIMIT_DEFAULTS).map(([name, [variable, fallback]]) => [
    name,
    parseLimit(variable, variables[variable] || fallback),
  ]);
  return Object.fromEntries(entries) as Limits;
}

function parseLimit(variable: string, text: string): Limit {
  const match = /^(\d{1,9})\/(\d{1,9})$/.exec(text);
  const [count, seconds] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || count < 1 || seconds < 1)
    throw new ConfigError(`The setting ${variable} cannot be used: it must be count/seconds, such as 60/60.`);
  return { count, seconds };
}

function readSocketLimits(variables: Variables): SocketLimits {
  const entries = Object.entries(SOCKET_LIMIT_DEFAULTS).map(([name, [variable, fallback]]) => {
    const value = Number(variables[variable] || fallback);
    if (!Number.isInteger(value) || value < 1)
      throw new ConfigError(`The setting ${variable} cannot be used: it must be a whole number above 0.`);
    return [name, value];
  });
  return Object.fromEntries(entries) as SocketLimits;
}
