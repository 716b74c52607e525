import {
  File,
  FileArchive,
  FileCode,
  FileHeadphone,
  FileImage,
  FileSpreadsheet,
  FileText,
  FileVideo,
} from "lucide-react";
import { cn } from "@/lib/cn";
import type { MessageFile } from "@/lib/files/message-file";
import { extensionOf } from "@/lib/files/types";

const BY_ENDING: [RegExp, typeof File][] = [
  [/\.(pdf|docx?|odt|txt|text|md|markdown|rtf|epub|tex)$/i, FileText],
  [/\.(xlsx?|ods|csv|tsv)$/i, FileSpreadsheet],
  [/\.(zip|gz|tgz|tar|7z|rar|xz|bz2|zst)$/i, FileArchive],
];
const BY_KIND = { image: FileImage, video: FileVideo, audio: FileHeadphone, document: File } as const;

/** The longest ending that fits on the icon. */
const BADGE_MAX = 4;

function badgeOf(name: string): string | null {
  const ending = extensionOf(name);
  return ending !== "" && ending.length <= BADGE_MAX ? ending : null;
}

/** The icon of a kind of file. */
export function FileIcon({
  file,
  className,
}: {
  file: Pick<MessageFile, "kind" | "name" | "type">;
  className?: string;
}) {
  const known = BY_ENDING.find(([ending]) => ending.test(file.name))?.[1];
  // A kind without an icon of its own shows the ending of the name.
  const ending = !known && file.kind === "document" && file.type !== "text/plain" ? badgeOf(file.name) : null;
  const Icon = known ?? (file.type === "text/plain" ? FileCode : BY_KIND[file.kind]);
  return (
    <span
      aria-hidden
      className={cn(
        "grid size-10 shrink-0 place-items-center rounded-control bg-accent text-muted-foreground",
        className,
      )}
    >
      {ending ? (
        <span className="font-mono text-[0.6875rem] font-semibold tracking-tight uppercase">{ending}</span>
      ) : (
        <Icon className="size-5" />
      )}
    </span>
  );
}
