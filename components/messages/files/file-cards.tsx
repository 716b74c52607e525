import type { ReactNode } from "react";
import type { MessageFile } from "@/lib/files/message-file";
import { FileIcon } from "./file-icon";
import { FileName } from "./file-name";

type DocumentProps = {
  file: Pick<MessageFile, "kind" | "name" | "type">;
  /** The text below the name. */
  detail: ReactNode;
  /** The button at the end. */
  end: ReactNode;
  /** The content below the card. */
  children?: ReactNode;
};

/** The card of a sent or unsent document. */
export function DocumentCard({ file, detail, end, children }: DocumentProps) {
  return (
    <div className="w-full max-w-md overflow-hidden rounded-card border bg-card">
      <div className="flex items-center gap-3 p-2">
        <FileIcon file={file} />
        <div className="min-w-0 flex-1 text-sm leading-5">
          <FileName name={file.name} />
          <p className="truncate text-xs text-muted-foreground">{detail}</p>
        </div>
        {end}
      </div>
      {children}
    </div>
  );
}

/** The card of a sent or unsent sound: its play button, its name over its position, and a button at the end. */
export function AudioCard({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset holds form fields.
    <div
      role="group"
      aria-label={label}
      className="grid w-full max-w-sm grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-2.5 rounded-card border bg-card p-2"
    >
      {children}
    </div>
  );
}
