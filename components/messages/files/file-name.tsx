import { isVoice, splitName, VOICE_MESSAGE } from "@/lib/files/labels";
import type { MessageFile } from "@/lib/files/message-file";

/** A file's name on one line. A long name is cut in its middle, never at its end. */
export function FileName({ name }: { name: string }) {
  const { start, end } = splitName(name);
  return (
    <bdi className="flex min-w-0" title={name}>
      <span className="truncate whitespace-pre">{start}</span>
      {end && <span className="shrink-0 whitespace-pre">{end}</span>}
    </bdi>
  );
}

/** A sound's name. A recording of the composer is called a voice message, because its name says no more. */
export function SoundName({ file }: { file: Pick<MessageFile, "kind" | "name"> }) {
  return isVoice(file) ? VOICE_MESSAGE : <FileName name={file.name} />;
}
