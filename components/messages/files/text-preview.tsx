"use client";

import QuickLRU from "quick-lru";
import { type RefObject, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { api } from "@/lib/browser/api";
import { cn } from "@/lib/cn";
import type { MessageFile } from "@/lib/files/message-file";
import { fileTextReplySchema } from "@/lib/files/schema";
import { previewHeight } from "./preview-height";
import { useRetryWhenBack } from "./use-retry-when-back";

type Text = { text: string; truncated: boolean };

/** The texts that were loaded before, because rows come and go while scrolling. */
const known = new QuickLRU<string, Text>({ maxSize: 50 });

/** Shows the first lines of a text or code file. The height is the same before they have loaded. */
export function TextPreview({ file }: { file: MessageFile }) {
  const id = useId();
  const { text, hasFailed, retry } = useText(file.id);
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLPreElement>(null);
  const isLong = useOverflow(box, text, isOpen);
  return (
    <div className="relative border-t">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset holds form fields. */}
      <pre
        ref={box}
        id={id}
        tabIndex={isOpen ? 0 : -1}
        role="group"
        aria-label={`Beginning of ${file.name}`}
        className={cn(
          "px-3 pt-2 font-mono text-xs leading-5 whitespace-pre -outline-offset-2",
          // The clipping hides the next line, which would show in the padding.
          isOpen ? "max-h-96 overflow-auto pb-2" : "mb-2 overflow-hidden",
        )}
        style={isOpen ? undefined : { height: `calc(${previewHeight(file.size)}px - 0.5rem)` }}
      >
        {/* A line break at the very end begins no line. */}
        {text?.text.trimEnd()}
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
            "flex items-center gap-2 px-1",
            // The bar is no higher than one line, so that a text of three lines shows two of them.
            isOpen ? "pb-1" : "absolute end-0 bottom-0 h-7 bg-card/95",
          )}
        >
          <Button
            variant="ghost"
            size="sm"
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setOpen(!isOpen)}
            className={cn("text-xs text-muted-foreground", isOpen ? "h-7" : "h-6 min-h-0")}
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

/** Returns whether the text is longer than its box. It stays true for an opened text, so that it can be closed. */
function useOverflow(box: RefObject<HTMLElement | null>, text: Text | undefined, isOpen: boolean): boolean {
  const [isLong, setLong] = useState(false);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || isOpen) return;
    const isCut = element.scrollHeight > element.clientHeight || element.scrollWidth > element.clientWidth;
    setLong(text !== undefined && (text.truncated || isCut));
  }, [box, text, isOpen]);
  return isLong;
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
        known.set(fileId, reply);
        setText(reply);
      },
      () => !stop.signal.aborted && setFailed(true),
    );
    return () => stop.abort();
  }, [fileId, attempt]);
  const retry = () => setAttempt((count) => count + 1);
  useRetryWhenBack(hasFailed, retry);
  return { text, hasFailed, retry };
}
