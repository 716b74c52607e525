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
import type { MessageFile } from "@/lib/files/schema";

const BY_ENDING: [RegExp, typeof File][] = [
  [/\.(pdf|docx?|odt|txt|text|md|markdown|rtf|epub|tex)$/i, FileText],
  [/\.(xlsx?|ods|csv|tsv)$/i, FileSpreadsheet],
  [/\.(zip|gz|tgz|tar|7z)$/i, FileArchive],
];
const BY_KIND = { image: FileImage, video: FileVideo, audio: FileHeadphone, document: File } as const;

/** What kind of file it is, at a glance. */
export function FileIcon({
  file,
  className,
}: {
  file: Pick<MessageFile, "kind" | "name" | "type">;
  className?: string;
}) {
  const known = BY_ENDING.find(([ending]) => ending.test(file.name))?.[1];
  const Icon = known ?? (file.type === "text/plain" ? FileCode : BY_KIND[file.kind]);
  return (
    <span
      aria-hidden
      className={cn(
        "grid size-10 shrink-0 place-items-center rounded-control bg-accent text-muted-foreground",
        className,
      )}
    >
      <Icon className="size-5" />
    </span>
  );
}
