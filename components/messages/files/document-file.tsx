"use client";

import { Download } from "lucide-react";
import { buttonVariants } from "@/components/ui/button-variants";
import { cn } from "@/lib/cn";
import { fileUrl } from "@/lib/files/file-url";
import { formatSize } from "@/lib/files/format";
import type { MessageFile } from "@/lib/files/message-file";
import { DocumentCard } from "./file-cards";
import { TextPreview } from "./text-preview";

/** A file to download. Text and code show their first lines. */
export function DocumentFile({ file }: { file: MessageFile }) {
  return (
    <DocumentCard
      file={file}
      detail={
        <>
          {formatSize(file.size)}
          {file.alt && ` · ${file.alt}`}
        </>
      }
      end={<DownloadButton file={file} />}
    >
      {file.type === "text/plain" && <TextPreview file={file} />}
    </DocumentCard>
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
