import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { copyOf } from "../support/copy-database.ts";
import { type Host, startHost } from "../support/functions/host.ts";
import { startStore } from "../support/s3.ts";

export const CRON_SECRET = randomBytes(24).toString("base64url");

/** All settings of functions, with a database and a store of their own. */
export async function settingsOfFunctions(): Promise<Record<string, string>> {
  const store = await startStore();
  return {
    DATABASE_URL: await copyOf(inject("template")),
    ...inject("soketi"),
    ...store.env,
    S3_PUBLIC_ENDPOINT: store.origin,
    TRUST_PROXY: "1",
    NEXTAUTH_SECRET: randomBytes(24).toString("base64url"),
    CRON_SECRET,
  };
}

/** A host with an empty database of its own. */
export async function startFunctions(env: Record<string, string> = {}): Promise<Host> {
  return startHost(inject("deployed"), { ...(await settingsOfFunctions()), ...env });
}
