import type { MessageFile } from "./schema.ts";

type Named = Pick<MessageFile, "kind" | "name">;

const ONE = { image: "Photo", video: "Video", audio: "Audio", document: "File" } as const;
const MANY = { image: "photos", video: "videos", audio: "audio files", document: "files" } as const;
/** What was spoken into the composer is called, on screen and at the beginning of its file's name. */
export const VOICE_MESSAGE = "Voice message";
/** Other chats name their recordings so, too. */
const VOICE_NAME = /^voice[- ]message\b/i;

/** What a message shares, in a few words: `Photo`, `notes.pdf`, `3 photos`, `2 files`; "" for nothing. */
export function filesLabel(files: readonly Named[]): string {
  const [first] = files;
  if (!first) return "";
  if (files.length > 1)
    return countOfFiles(files.length, files.every(({ kind }) => kind === first.kind) ? first.kind : "document");
  if (first.kind === "document") return first.name;
  return isVoice(first) ? VOICE_MESSAGE : ONE[first.kind];
}

/** Several files of a kind in words, such as `3 photos`. */
export function countOfFiles(count: number, kind: MessageFile["kind"]): string {
  return `${count} ${MANY[kind]}`;
}

/** What a recording is called for people: its file's name is made of the time. */
export function titleOfSound(file: Named): string {
  return isVoice(file) ? VOICE_MESSAGE : file.name;
}

/** What an image or a video is called for whoever does not see it: as its sender described it, else by its name. */
export function altOf({ alt, name }: Pick<MessageFile, "alt" | "name">): string {
  return alt || name;
}

/** Whether it was spoken into the composer, rather than chosen. */
export function isVoice({ kind, name }: Named): boolean {
  return kind === "audio" && VOICE_NAME.test(name);
}

/** A name in two parts, so that a narrow line can cut the first and keep the end: `Minutes of the me…` `ting.pdf`. */
export function splitName(name: string): { start: string; end: string } {
  const extension = /\.[^.\s]{1,8}$/.exec(name)?.[0] ?? "";
  const points = [...name];
  const kept = Math.min([...extension].length + 4, points.length);
  if (points.length < 16) return { start: name, end: "" };
  return { start: points.slice(0, -kept).join(""), end: points.slice(-kept).join("") };
}
