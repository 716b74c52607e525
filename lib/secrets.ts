import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { restrictFolder, restrictUmask } from "./file-permissions.ts";

const secretsSchema = z.object({
  authSecret: z.string().min(32),
  pusherAppId: z.string(),
  pusherKey: z.string(),
  pusherSecret: z.string().min(32),
});

export type Secrets = z.infer<typeof secretsSchema>;

/**
 * Reads the secrets of this installation from `<dataDir>/secrets.json`, and makes them at the first start. It also
 * makes everything in that folder readable by its owner only, whatever an earlier start has left. Throws when the
 * folder cannot be written or the file is damaged.
 */
export function loadSecrets(dataDir: string): Secrets {
  restrictUmask();
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = path.join(dataDir, "secrets.json");
  try {
    // With "wx" only one of several starting processes writes the file; the others read what it wrote.
    writeFileSync(file, JSON.stringify(makeSecrets(), null, 2), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  restrictFolder(dataDir);
  return secretsSchema.parse(JSON.parse(readFileSync(file, "utf8")));
}

function makeSecrets(): Secrets {
  return {
    authSecret: randomBytes(32).toString("base64url"),
    pusherAppId: "parley",
    pusherKey: randomBytes(10).toString("hex"),
    pusherSecret: randomBytes(32).toString("base64url"),
  };
}
