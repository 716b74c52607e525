"use client";

import { ErrorState } from "@/components/ui/error-state";
import { api } from "@/lib/browser/api";
import { formatSize } from "@/lib/files/format";
import { storageReplySchema } from "@/lib/files/schema";
import { ForbiddenTypes } from "./forbidden-types";
import { RowsSkeleton } from "./rows-skeleton";
import { useLoad } from "./use-load";

const load = (signal: AbortSignal) => api("/api/chat/me/storage", { schema: storageReplySchema, signal });

/** How much of their storage the viewer's files take. Administrators also see the storage of all files together. */
export function Storage() {
  const { data, error, loading, reload, update } = useLoad(load);
  if (!data && error) return <ErrorState description={error} onRetry={reload} retrying={loading} />;
  if (!data) return <RowsSkeleton label="Loading storage" />;
  const { used, quota, total, upload } = data;
  return (
    <div className="grid max-w-md gap-6">
      <Meter label="Your files" used={used.bytes} of={quota.bytes}>
        {count(used.files)} of at most {quota.files.toLocaleString("en")}
      </Meter>
      {total && (
        <Meter label="Everybody together" used={total.used.bytes} of={total.quotaBytes}>
          {count(total.used.files)}
        </Meter>
      )}
      <p className="text-sm text-muted-foreground">
        A file can have at most {formatSize(upload.maxBytes)}. Deleting a message frees what its files took. Pictures,
        MP4, MP3 and WAV are shared without the place and the comments in them; documents and other files as they are.
        {!total && upload.forbiddenTypes.length > 0 && (
          <>
            {" "}
            Files that end in {upload.forbiddenTypes.map((ending) => `.${ending}`).join(", ")} cannot be shared here.
          </>
        )}
      </p>
      {total && (
        <ForbiddenTypes
          forbidden={upload.forbiddenTypes}
          onSaved={(forbiddenTypes) =>
            update((before) => ({ ...before, upload: { ...before.upload, forbiddenTypes } }))
          }
        />
      )}
    </div>
  );
}

const count = (files: number) => `${files.toLocaleString("en")} ${files === 1 ? "file" : "files"}`;
/** From this share on the meter suggests deleting something. */
const NEARLY_FULL = 0.9;

type MeterProps = { label: string; used: number; of: number; children: React.ReactNode };

function Meter({ label, used, of, children }: MeterProps) {
  const part = of === 0 ? 1 : Math.min(1, used / of);
  const words = `${formatSize(used)} of ${formatSize(of)}`;
  return (
    <div className="grid gap-2">
      <div className="flex items-baseline justify-between gap-3 text-sm">
        <h3 className="font-medium">{label}</h3>
        <span className="text-muted-foreground tabular-nums">{words}</span>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: <meter> looks different in each browser. */}
      <div
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={of}
        aria-valuenow={used}
        aria-valuetext={words}
        className="h-2 overflow-hidden rounded-full bg-accent"
      >
        <div
          className={`h-full rounded-full ${part >= NEARLY_FULL ? "bg-destructive" : "bg-primary"}`}
          style={{ width: used === 0 ? 0 : `max(0.5rem, ${part * 100}%)` }}
        />
      </div>
      <p className="text-meta text-muted-foreground">{children}</p>
    </div>
  );
}
