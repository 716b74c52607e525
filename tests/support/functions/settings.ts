import { randomBytes } from "node:crypto";
import { copyOf } from "../copy-database.ts";
import { startStore } from "../s3.ts";
import type { Surroundings } from "./surroundings.ts";

export const CRON_SECRET = randomBytes(24).toString("base64url");

/** All settings of functions, with a database and a store of their own. */
export async function settingsOf({
  template,
  soketi,
}: Pick<Surroundings, "template" | "soketi">): Promise<Record<string, string>> {
  const store = await startStore();
  return {
    DATABASE_URL: await copyOf(template),
    ...soketi,
    ...store.env,
    S3_PUBLIC_ENDPOINT: store.origin,
    TRUST_PROXY: "1",
    NEXTAUTH_SECRET: randomBytes(24).toString("base64url"),
    CRON_SECRET,
  };
}
