import { FILES_PER_MESSAGE_MAX, findUploadRefusal, TOO_MANY_FILES, type UploadLimits } from "../../files/limits.ts";
import { fileTypeOf } from "../../files/types.ts";
import type { KeptFile } from "./upload.ts";

const UNKNOWN: UploadLimits = { maxBytes: Number.POSITIVE_INFINITY, forbiddenTypes: [] };

type Named = { name: string; size: number };

/**
 * Splits files into those that can be attached beside `present` others, and sentences that say why the rest cannot.
 * With `limits` null, because the server did not answer, only their number is checked; the server refuses the rest.
 */
export function splitAttachable<T extends Named>(
  files: readonly T[],
  present: number,
  limits: UploadLimits | null,
): { accepted: T[]; refusals: string[] } {
  const accepted: T[] = [];
  const refusals: string[] = [];
  const left: T[] = [];
  for (const file of files) {
    const refusal = findUploadRefusal(file, limits ?? UNKNOWN);
    if (refusal) refusals.push(refusal);
    else if (present + accepted.length >= FILES_PER_MESSAGE_MAX) left.push(file);
    else accepted.push(file);
  }
  const [only] = left;
  const what = left.length === 1 && only ? `${only.name} was` : `${left.length} files were`;
  if (only) refusals.push(`${TOO_MANY_FILES} ${what} not attached.`);
  return { accepted, refusals };
}

type Place = Pick<KeptFile, "id" | "viewerId" | "owner" | "position" | "attachedAt">;

/** Creates the stored record of a file that was just attached. */
export function toKeptFile(file: { name: string; size: number; type: string }, place: Place): KeptFile {
  const { name, size } = file;
  const known = fileTypeOf(name);
  return {
    ...place,
    name,
    size,
    type: known.type,
    kind: known.kind,
    alt: "",
    width: null,
    height: null,
    durationMs: null,
    posterOf: null,
    presigned: null,
    fileId: null,
    uploadedAt: null,
  };
}

/** Moves `id` by `step` positions in a list, at most to its ends. */
export function moveItem(ids: readonly string[], id: string, step: number): string[] {
  const from = ids.indexOf(id);
  if (from < 0) return [...ids];
  const to = Math.max(0, Math.min(ids.length - 1, from + step));
  return ids.toSpliced(from, 1).toSpliced(to, 0, id);
}
