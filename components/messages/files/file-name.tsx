import { isVoice, splitName, VOICE_MESSAGE } from "@/lib/files/labels";
import type { MessageFile } from "@/lib/files/schema";

/** A file's name on one line: where it is too long its middle goes, never its end. */
export function FileName({ name }: { name: string }) {
  const { start, end } = splitName(name);
  return (
    <bdi className="flex min-w-0" title={name}>
      <span className="truncate whitespace-pre">{start}</span>
      {end && <span className="shrink-0 whitespace-pre">{end}</span>}
    </bdi>
  );
}

/** A sound's name; what was spoken into the composer has none that says more. */
export function SoundName({ file }: { file: Pick<MessageFile, "kind" | "name"> }) {
  return isVoice(file) ? VOICE_MESSAGE : <FileName name={file.name} />;
}
