import { Paperclip } from "lucide-react";

/** Covers the conversation while files are dragged over it. */
export function DropHint({ name }: { name: string }) {
  return (
    <div className="pointer-events-none absolute inset-2 z-30 grid animate-fade-in place-items-center rounded-card border-2 border-dashed border-primary bg-background/95">
      <p className="flex items-center gap-2 px-6 text-center text-title font-semibold text-balance">
        <Paperclip aria-hidden className="size-6 shrink-0 text-primary" />
        <span>
          Drop files to share in <bdi>{name}</bdi>
        </span>
      </p>
    </div>
  );
}
