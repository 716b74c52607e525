import type { KeptFile } from "./client-file.ts";
import { FILES_PER_MESSAGE_MAX, fileTypeOf, refusalOf } from "./limits.ts";

type Named = { name: string; size: number };

/**
 * Which of these files can be attached beside `present` others, and why the rest cannot, in sentences. `maxBytes`: null
 * while the server has not told it; then the server refuses what is too large.
 */
export function sortOut<T extends Named>(
  files: readonly T[],
  present: number,
  maxBytes: number | null,
): { accepted: T[]; refusals: string[] } {
  const accepted: T[] = [];
  const refusals: string[] = [];
  const left: T[] = [];
  for (const file of files) {
    const refusal = refusalOf(file, maxBytes ?? Number.POSITIVE_INFINITY);
    if (refusal) refusals.push(refusal);
    else if (present + accepted.length >= FILES_PER_MESSAGE_MAX) left.push(file);
    else accepted.push(file);
  }
  const [only] = left;
  const what = left.length === 1 && only ? `${only.name} was` : `${left.length} files were`;
  if (only) refusals.push(`A message can have at most ${FILES_PER_MESSAGE_MAX} files. ${what} not attached.`);
  return { accepted, refusals };
}

type Place = Pick<KeptFile, "id" | "viewerId" | "owner" | "position" | "attachedAt">;

/** What is kept of a file that was just attached. */
export function toKept(file: { name: string; size: number; type: string }, place: Place): KeptFile {
  const { name, size, type } = file;
  const known = fileTypeOf(name);
  return {
    ...place,
    name,
    size,
    type: known?.type ?? type,
    kind: known?.kind ?? "document",
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

/** The ids with `id` moved by `step` places, as far as there are any. */
export function moved(ids: readonly string[], id: string, step: number): string[] {
  const from = ids.indexOf(id);
  if (from < 0) return [...ids];
  const to = Math.max(0, Math.min(ids.length - 1, from + step));
  return ids.toSpliced(from, 1).toSpliced(to, 0, id);
}
