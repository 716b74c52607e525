"use client";

import { CopyButton } from "@/components/ui/copy-button";
import { onDemand } from "@/components/ui/on-demand";

const ColouredCode = onDemand(() => import("./code/coloured-code").then((module) => module.ColouredCode), {
  isRare: true,
  fallback: ({ text }) => text,
});

/** A block of code as it was typed. Wide lines and many lines scroll inside of it. */
export function CodeBlock({ text, language }: { text: string; language: string }) {
  return (
    <div className="group/code relative max-w-full overflow-hidden rounded-card border border-border bg-muted">
      {language && <p className="px-3 pt-1.5 font-mono text-xs text-muted-foreground">{language}</p>}
      <CopyButton
        text={text}
        size="icon"
        variant="ghost"
        label="Copy code"
        className="absolute inset-e-1 top-1 z-10 size-7 min-h-0 min-w-0 bg-muted text-muted-foreground opacity-0 hover:bg-secondary touch-reach group-hover/code:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100"
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields, and here is none. */}
      <pre
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: without a mouse it is scrolled by the arrow keys.
        tabIndex={0}
        aria-label={language ? `Code, ${language}` : "Code"}
        className="max-h-96 overflow-auto px-3 py-2.5 pe-12 text-meta -outline-offset-2"
      >
        <code className="font-mono" dir="ltr">
          {language ? <ColouredCode text={text} language={language} /> : text}
        </code>
      </pre>
    </div>
  );
}
