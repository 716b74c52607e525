import "server-only";
import { administratorsChoice } from "../accounts/administrators-choice.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { getConfig } from "../config.ts";
import type { UploadLimits } from "./limits.ts";
import { type ForbidTypesInput, forbiddenTypesReplySchema } from "./schema.ts";

const choice = administratorsChoice({
  key: "files.forbiddenTypes",
  schema: forbiddenTypesReplySchema,
  refusal: "Only administrators decide what can be shared here.",
});

/**
 * Returns the limits of an upload: its size from the settings; the forbidden types from an administrator's choice, else
 * from the settings.
 */
export async function getUploadLimits(): Promise<UploadLimits> {
  const { maxBytes, forbiddenTypes } = getConfig().files;
  return { maxBytes, ...((await choice.get()) ?? { forbiddenTypes }) };
}

/**
 * Forbids file name extensions for new uploads; existing files stay. Throws `forbidden` for other than administrators.
 */
export async function forbidTypes(viewer: Viewer, { forbiddenTypes }: ForbidTypesInput): Promise<ForbidTypesInput> {
  await choice.set(viewer, { forbiddenTypes });
  return { forbiddenTypes };
}
