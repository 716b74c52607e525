import { splitName } from "@/lib/files/labels";

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
