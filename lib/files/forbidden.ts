import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { getConfig } from "../config.ts";
import { db, write } from "../db/doors.ts";
import { AppError } from "../errors.ts";
import type { UploadLimits } from "./limits.ts";
import { canForbidTypes } from "./policy.ts";
import { type ForbidTypesInput, forbiddenTypesReplySchema } from "./schema.ts";

/** The name of the row in which an administrator's choice is kept. */
const KEY = "files.forbiddenTypes";

/** What an upload may be: the size by the settings, the types by what an administrator chose, else by the settings. */
export async function getUploadLimits(): Promise<UploadLimits> {
  const { maxBytes, forbiddenTypes } = getConfig().files;
  const row = await db().setting.findUnique({ where: { key: KEY } });
  return { maxBytes, ...(row ? forbiddenTypesReplySchema.parse(JSON.parse(row.value)) : { forbiddenTypes }) };
}

/** Rules out files by the ends of their names, from now on; what was shared stays. Throws `forbidden`. */
export async function forbidTypes(viewer: Viewer, { forbiddenTypes }: ForbidTypesInput): Promise<ForbidTypesInput> {
  if (!canForbidTypes(viewer)) throw new AppError("forbidden", "Only administrators decide what can be shared here.");
  const value = JSON.stringify({ forbiddenTypes });
  await write((tx) => tx.setting.upsert({ where: { key: KEY }, create: { key: KEY, value }, update: { value } }));
  return { forbiddenTypes };
}
