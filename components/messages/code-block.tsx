"use client";

import { CopyButton } from "@/components/ui/copy-button";

/** Code as it was typed; wide lines scroll inside their own box. */
export function CodeBlock({ text, language }: { text: string; language: string }) {
  return (
    <div className="group/code relative max-w-full overflow-hidden rounded-card border border-border bg-muted">
      <div className="pointer-events-none absolute inset-e-1 top-1 z-10 flex items-center gap-2">
        {language && <span className="font-mono text-xs text-muted-foreground">{language}</span>}
        <CopyButton
          text={text}
          size="icon"
          variant="ghost"
          label="Copy code"
          className="pointer-events-auto size-7 bg-muted text-muted-foreground opacity-0 group-hover/code:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100"
        />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset holds form fields. */}
      <pre
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by the arrow keys.
        tabIndex={0}
        aria-label={language ? `Code, ${language}` : "Code"}
        className="overflow-x-auto p-3 pe-12 text-meta -outline-offset-2"
      >
        <code className="font-mono" dir="ltr">
          {text}
        </code>
      </pre>
    </div>
  );
}
