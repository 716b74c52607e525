import type { MessageFile } from "./schema.ts";

type Named = Pick<MessageFile, "kind" | "name">;

const ONE = { image: "Photo", video: "Video", audio: "Audio", document: "File" } as const;
const MANY = { image: "photos", video: "videos", audio: "audio files", document: "files" } as const;
/** What the recorder of a browser of ours calls its files. */
const VOICE = /^voice[- ]message\b/i;

/** What a message shares, in a few words: `Photo`, `notes.pdf`, `3 photos`, `2 files`; "" for nothing. */
export function filesLabel(files: readonly Named[]): string {
  const [first] = files;
  if (!first) return "";
  if (files.length > 1)
    return `${files.length} ${files.every(({ kind }) => kind === first.kind) ? MANY[first.kind] : "files"}`;
  if (first.kind === "document") return first.name;
  return isVoice(first) ? "Voice message" : ONE[first.kind];
}

/** Whether it was spoken into the composer, rather than chosen. */
export function isVoice({ kind, name }: Named): boolean {
  return kind === "audio" && VOICE.test(name);
}

/** A name in two parts, so that a narrow line can cut the first and keep the end: `Minutes of the me…` `ting.pdf`. */
export function splitName(name: string): { start: string; end: string } {
  const extension = /\.[^.\s]{1,8}$/.exec(name)?.[0] ?? "";
  const points = [...name];
  const kept = Math.min([...extension].length + 4, points.length);
  if (points.length < 16) return { start: name, end: "" };
  return { start: points.slice(0, -kept).join(""), end: points.slice(-kept).join("") };
}
