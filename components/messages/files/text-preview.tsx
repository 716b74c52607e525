"use client";

import { useEffect, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";
import { fileTextReplySchema, type MessageFile } from "@/lib/files/schema";
import { api } from "@/lib/http/api";
import { previewHeight, previewLines } from "./preview-height";

type Text = { text: string; truncated: boolean };

/** Rows come and go while scrolling: what was read once is there at once. */
const known = new Map<string, Text>();
const KNOWN_MAX = 100;

/** The first lines of a text or code file, in a place whose height is the same before they are there. */
export function TextPreview({ file }: { file: MessageFile }) {
  const id = useId();
  const { text, hasFailed, retry } = useText(file.id);
  const [isOpen, setOpen] = useState(false);
  const lines = previewLines(file.size);
  const isLong =
    text !== undefined && (text.truncated || text.text.trimEnd().split("\n").length > lines || text.text.length > 400);
  return (
    <div className="relative border-t">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset holds form fields. */}
      <pre
        id={id}
        tabIndex={isOpen ? 0 : -1}
        role="group"
        aria-label={`Beginning of ${file.name}`}
        className={cn(
          "px-3 py-2 font-mono text-xs leading-5 whitespace-pre -outline-offset-2",
          isOpen ? "max-h-96 overflow-auto" : "overflow-hidden",
        )}
        style={isOpen ? undefined : { height: previewHeight(file.size) }}
      >
        {text?.text}
      </pre>
      {hasFailed && (
        <p
          role="alert"
          className="absolute inset-0 flex items-center justify-center gap-2 text-xs text-muted-foreground"
        >
          The text could not be loaded.
          <Button variant="outline" size="sm" onClick={retry}>
            Retry
          </Button>
        </p>
      )}
      {isLong && (
        <div
          className={cn(
            "flex items-center gap-2 px-1 pb-1",
            !isOpen && "absolute inset-x-0 bottom-0 bg-linear-to-t from-card from-60% to-transparent pt-5",
          )}
        >
          <Button
            variant="ghost"
            size="sm"
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setOpen(!isOpen)}
            className="h-7 text-xs text-muted-foreground"
          >
            {isOpen ? "Show less" : "Show more"}
            <span className="sr-only"> of {file.name}</span>
          </Button>
          {isOpen && text?.truncated && (
            <span className="text-xs text-muted-foreground">Download the file to read the rest.</span>
          )}
        </div>
      )}
    </div>
  );
}

function useText(fileId: string) {
  const [text, setText] = useState<Text | undefined>(() => known.get(fileId));
  const [attempt, setAttempt] = useState(0);
  const [hasFailed, setFailed] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is the reason to ask again.
  useEffect(() => {
    if (known.has(fileId)) return;
    const stop = new AbortController();
    setFailed(false);
    api(`/api/files/${fileId}/text`, { schema: fileTextReplySchema, signal: stop.signal }).then(
      (reply) => {
        remember(fileId, reply);
        setText(reply);
      },
      () => !stop.signal.aborted && setFailed(true),
    );
    return () => stop.abort();
  }, [fileId, attempt]);
  return { text, hasFailed, retry: () => setAttempt((count) => count + 1) };
}

function remember(fileId: string, text: Text): void {
  known.set(fileId, text);
  for (const oldest of known.keys()) {
    if (known.size <= KNOWN_MAX) break;
    known.delete(oldest);
  }
}
