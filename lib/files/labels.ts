import type { MessageFile } from "./message-file.ts";

type Named = Pick<MessageFile, "kind" | "name">;

const ONE = { image: "Photo", video: "Video", audio: "Audio", document: "File" } as const;
const MANY = { image: "photos", video: "videos", audio: "audio files", document: "files" } as const;
/** The title of a recording, which its file name begins with. */
export const VOICE_MESSAGE = "Voice message";
/** Other chats name their recordings like this too. */
const VOICE_NAME = /^voice[- ]message\b/i;

/** Describes a message's files in a few words: `Photo`, `notes.pdf`, `3 photos`, `2 files`. Returns "" for no files. */
export function filesLabel(files: readonly Named[]): string {
  const [first] = files;
  if (!first) return "";
  if (files.length > 1)
    return countOfFiles(files.length, files.every(({ kind }) => kind === first.kind) ? first.kind : "document");
  if (first.kind === "document") return first.name;
  return isVoice(first) ? VOICE_MESSAGE : ONE[first.kind];
}

/** Counts files of a kind in words, such as `3 photos`. */
export function countOfFiles(count: number, kind: MessageFile["kind"]): string {
  return `${count} ${MANY[kind]}`;
}

/** Returns the title of a sound. A recording is not called by its file's name, which holds the time. */
export function titleOfSound(file: Named): string {
  return isVoice(file) ? VOICE_MESSAGE : file.name;
}

/** Returns the text alternative of an image or a video: its sender's description, else its name. */
export function altOf({ alt, name }: Pick<MessageFile, "alt" | "name">): string {
  return alt || name;
}

/** Whether the file was recorded in the composer, rather than chosen from the device. */
export function isVoice({ kind, name }: Named): boolean {
  return kind === "audio" && VOICE_NAME.test(name);
}

/**
 * Splits a name into two parts, so that a narrow line can truncate the first and keep the extension: `Minutes of the
 * me…` `ting.pdf`.
 */
export function splitName(name: string): { start: string; end: string } {
  const extension = /\.[^.\s]{1,8}$/.exec(name)?.[0] ?? "";
  const points = [...name];
  const kept = Math.min([...extension].length + 4, points.length);
  if (points.length < 16) return { start: name, end: "" };
  return { start: points.slice(0, -kept).join(""), end: points.slice(-kept).join("") };
}
