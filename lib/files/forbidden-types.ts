import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { getConfig } from "../config.ts";
import { db, write } from "../db/doors.ts";
import { AppError } from "../errors.ts";
import type { UploadLimits } from "./limits.ts";
import { canForbidTypes } from "./policy.ts";
import { type ForbidTypesInput, forbiddenTypesReplySchema } from "./schema.ts";

/** The key of the `Setting` row that holds the administrator's choice. */
const KEY = "files.forbiddenTypes";

/**
 * Returns the limits of an upload: its size from the settings; the forbidden types from an administrator's choice, else
 * from the settings.
 */
export async function getUploadLimits(): Promise<UploadLimits> {
  const { maxBytes, forbiddenTypes } = getConfig().files;
  const row = await db().setting.findUnique({ where: { key: KEY } });
  return { maxBytes, ...(row ? forbiddenTypesReplySchema.parse(JSON.parse(row.value)) : { forbiddenTypes }) };
}

/**
 * Forbids file name extensions for new uploads; existing files stay. Throws `forbidden` for other than administrators.
 */
export async function forbidTypes(viewer: Viewer, { forbiddenTypes }: ForbidTypesInput): Promise<ForbidTypesInput> {
  if (!canForbidTypes(viewer)) throw new AppError("forbidden", "Only administrators decide what can be shared here.");
  const value = JSON.stringify({ forbiddenTypes });
  await write((tx) => tx.setting.upsert({ where: { key: KEY }, create: { key: KEY, value }, update: { value } }));
  return { forbiddenTypes };
}
