"use client";

import { Download } from "lucide-react";
import { buttonVariants } from "@/components/ui/button-variants";
import { cn } from "@/lib/cn";
import { fileUrl } from "@/lib/files/address";
import { formatSize } from "@/lib/files/format";
import type { MessageFile } from "@/lib/files/schema";
import { FileIcon } from "./file-icon";
import { FileName } from "./file-name";
import { TextPreview } from "./text-preview";

/** A file to be downloaded; of text and code its first lines. */
export function DocumentFile({ file }: { file: MessageFile }) {
  return (
    <div className="w-full max-w-md overflow-hidden rounded-card border bg-card">
      <div className="flex items-center gap-3 p-2">
        <FileIcon file={file} />
        <div className="min-w-0 flex-1 text-sm leading-5">
          <FileName name={file.name} />
          <p className="truncate text-xs text-muted-foreground">
            {formatSize(file.size)}
            {file.alt && ` · ${file.alt}`}
          </p>
        </div>
        <DownloadButton file={file} />
      </div>
      {file.type === "text/plain" && <TextPreview file={file} />}
    </div>
  );
}

export function DownloadButton({ file }: { file: Pick<MessageFile, "id" | "name"> }) {
  return (
    <a
      href={fileUrl(file.id)}
      download={file.name}
      aria-label={`Download ${file.name}`}
      data-long-press
      className={cn(buttonVariants({ variant: "ghost", size: "icon" }), "text-muted-foreground hover:text-foreground")}
    >
      <Download aria-hidden />
    </a>
  );
}
