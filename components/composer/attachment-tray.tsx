"use client";

import { CircleAlert, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { listUploadWarnings } from "@/lib/files/limits";
import { describeRefusal, type Upload } from "@/lib/uploads/browser/upload";
import { AttachmentTile } from "./attachment-tile-on-demand";
import type { Attachments } from "./use-attachments";

/** The list of attached files, each with its preview, its progress and its buttons. */
export function AttachmentTray({ attachments, onEmptied }: { attachments: Attachments; onEmptied: () => void }) {
  const { list, uploads, refusals, dismiss } = attachments;
  const [dragged, setDragged] = useState<string | null>(null);
  const [moved, setMoved] = useState("");
  const row = useRef<HTMLUListElement>(null);
  const told = useTold(list, refusals);

  function move(id: string, step: number) {
    uploads?.move(id, step);
    const now = uploads?.listOf(list[0]?.file.owner ?? "") ?? [];
    const at = now.findIndex(({ file }) => file.id === id);
    setMoved(`${now[at]?.file.name} is now ${at + 1} of ${now.length}`);
  }

  function remove(id: string) {
    const at = list.findIndex(({ file }) => file.id === id);
    uploads?.remove(id);
    const next = list[at + 1] ?? list[at - 1];
    if (next) row.current?.querySelector<HTMLElement>(`[data-file="${next.file.id}"]`)?.focus();
    else onEmptied();
  }

  function onDragOver(over: string) {
    if (dragged === null || dragged === over) return;
    const indexOf = (id: string) => list.findIndex(({ file }) => file.id === id);
    uploads?.move(dragged, indexOf(over) - indexOf(dragged));
  }

  const warnings = listUploadWarnings(list.map(({ file }) => file.name));
  const failed = list.filter(({ status }) => status === "refused");
  return (
    <div className="border-b border-border">
      {list.length > 0 && (
        <ul
          ref={row}
          aria-label="Attached files"
          className="flex gap-3 overflow-x-auto overscroll-contain p-3 pb-2 sm:max-h-64 sm:flex-wrap"
        >
          {list.map((upload, index) => (
            <AttachmentTile
              key={upload.file.id}
              upload={upload}
              place={`${index + 1} of ${list.length}`}
              canMove={list.length > 1}
              onMove={(step) => move(upload.file.id, step)}
              onRemove={() => remove(upload.file.id)}
              onRetry={() => uploads?.retry(upload.file.id)}
              onDescribe={(alt) => uploads?.describe(upload.file.id, alt)}
              onDrag={(isDragged) => setDragged(isDragged ? upload.file.id : null)}
              onDragOver={() => onDragOver(upload.file.id)}
            />
          ))}
        </ul>
      )}
      {(refusals.length > 0 || failed.length > 0) && (
        <div className="flex items-start gap-2 py-1.5 ps-3 pe-1 text-meta text-destructive">
          <CircleAlert aria-hidden className="mt-1 size-4 shrink-0" />
          <ul aria-label="Not attached" className="min-w-0 flex-1 py-0.5 wrap-anywhere">
            {refusals.map((reason, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same file may be refused twice; they are only added to.
              <li key={index}>{reason}</li>
            ))}
            {failed.map(({ file, error }) => (
              <li key={file.id}>{describeRefusal(file.name, error)} It will not be sent.</li>
            ))}
          </ul>
          {refusals.length > 0 && (
            <Button variant="ghost" size="icon" className="size-7" aria-label="Dismiss" onClick={dismiss}>
              <X aria-hidden />
            </Button>
          )}
        </div>
      )}
      {warnings.length > 0 && (
        <p className="px-3 pb-2 text-meta text-pretty text-muted-foreground">{warnings.join(" ")}</p>
      )}
      <p role="status" className="sr-only">
        {told}
      </p>
      <p role="status" className="sr-only">
        {moved}
      </p>
    </div>
  );
}

/** Announces the end of each upload to screen readers, but not its progress. */
function useTold(list: readonly Upload[], refusals: readonly string[]): string {
  const [told, setTold] = useState("");
  const before = useRef(new Map<string, string>());
  const refused = useRef(0);
  useEffect(() => {
    const news = refusals.slice(refused.current);
    refused.current = refusals.length;
    for (const { file, status, error } of list) {
      const last = before.current.get(file.id);
      if (last === status) continue;
      before.current.set(file.id, status);
      if (last === undefined && status !== "ready") news.push(`${file.name} is attached`);
      else if (last !== undefined && status === "ready") news.push(`${file.name} is uploaded`);
      else if (status === "stalled") news.push(`${file.name}: ${error}`);
      else if (status === "refused") news.push(describeRefusal(file.name, error));
    }
    if (news.length > 0) setTold(news.join(". "));
  }, [list, refusals]);
  return told;
}
