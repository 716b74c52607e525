"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, type ButtonProps } from "./button";
import { useHydrated } from "./use-hydrated";

const SHOWN_MS = 2000;

type CopyButtonProps = Omit<ButtonProps, "onClick" | "children"> & {
  text: string;
  /** The button's text. With size="icon" it is the accessible name. */
  label?: string;
};

/** A button that copies `text`. It is missing without JavaScript, so the text itself belongs beside it. */
export function CopyButton({ text, label = "Copy", variant = "outline", size = "sm", ...props }: CopyButtonProps) {
  const [result, setResult] = useState<"copied" | "failed">();
  const live = useHydrated();
  useEffect(() => {
    if (!result) return;
    const timer = setTimeout(() => setResult(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [result]);

  if (!live) return null;
  const iconOnly = size === "icon";
  const words = result === "copied" ? "Copied" : result === "failed" ? "Press Ctrl+C" : label;
  return (
    <>
      <Button
        variant={variant}
        size={size}
        aria-label={iconOnly ? label : undefined}
        onClick={async () => setResult((await copyText(text)) ? "copied" : "failed")}
        {...props}
      >
        {result === "copied" ? <Check aria-hidden className="text-online" /> : <Copy aria-hidden />}
        {!iconOnly && words}
      </Button>
      <span role="status" className="sr-only">
        {result === "copied" ? "Copied" : result === "failed" ? "It could not be copied" : ""}
      </span>
    </>
  );
}

/** Whether `text` was written to the clipboard. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

// navigator.clipboard is missing on plain http, by which a server on a local network is reached.
function copyBySelection(text: string): boolean {
  const area = document.createElement("textarea");
  const focused = document.activeElement;
  area.value = text;
  area.readOnly = true;
  area.className = "sr-only";
  (focused?.parentElement ?? document.body).append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return done;
}
