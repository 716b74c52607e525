"use client";

import { FileText, Images, Link2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { useReader } from "@/components/ui/time";
import type { FilesKind } from "@/lib/files/schema";
import type { MessagePlace } from "@/lib/messages/address";
import type { Room } from "@/lib/rooms/schema";
import { DocumentList } from "./document-list";
import { byMonth } from "./file-pages";
import { FilesFilters } from "./files-filters";
import { LinkList } from "./link-list";
import { MediaGrid } from "./media-grid";
import { type FilesFilter, useRoomFiles } from "./use-room-files";
import { useSharers } from "./use-sharers";

const EMPTY: Record<FilesKind, { icon: ReactNode; title: string; description: string }> = {
  media: {
    icon: <Images />,
    title: "No photos, videos or recordings yet",
    description: "What people share here appears in this list.",
  },
  documents: {
    icon: <FileText />,
    title: "No documents yet",
    description: "Files that people share here appear in this list.",
  },
  links: { icon: <Link2 />, title: "No links yet", description: "Web addresses in messages appear in this list." },
};

type PanelProps = { room: Room; kind: FilesKind; onJump: (place: MessagePlace) => void };

/** The media, documents or links of a room, by month, with filters by person and day. */
export function FilesPanel({ room, kind, onJump }: PanelProps) {
  const [filter, setFilter] = useState<FilesFilter>({ person: "", day: "" });
  const { page, problem, isLoadingMore, moreProblem, loadMore, reload } = useRoomFiles(room.id, kind, filter);
  const people = useSharers(room.id, kind, page);
  const { locale, zone } = useReader();
  const isFiltered = filter.person !== "" || filter.day !== "";
  const isEmpty = page !== null && page.files.length === 0 && page.links.length === 0;
  return (
    <div className="px-3 py-3">
      <FilesFilters people={people} filter={filter} onChange={setFilter} />
      {problem && <ErrorState description={problem} onRetry={reload} />}
      {!page && !problem && <PanelSkeleton kind={kind} />}
      {isEmpty && isFiltered && (
        <EmptyState
          title="Nothing of that"
          description="Choose another person or a later day."
          action={
            <Button variant="outline" size="sm" onClick={() => setFilter({ person: "", day: "" })}>
              Show all
            </Button>
          }
        />
      )}
      {isEmpty && !isFiltered && <EmptyState {...EMPTY[kind]} />}
      {page &&
        kind === "links" &&
        byMonth(page.links, locale, zone).map(({ month, items }) => (
          <Month key={month} name={month}>
            <LinkList links={items} onJump={onJump} />
          </Month>
        ))}
      {page &&
        kind !== "links" &&
        byMonth(page.files, locale, zone).map(({ month, items }) => (
          <Month key={month} name={month}>
            {kind === "media" ? (
              <MediaGrid files={items} all={page.files} roomId={room.id} onJump={onJump} />
            ) : (
              <DocumentList files={items} onJump={onJump} />
            )}
          </Month>
        ))}
      {moreProblem && (
        <p role="alert" className="pt-3 text-center text-meta text-destructive">
          {moreProblem}
        </p>
      )}
      {page?.next && (
        <div className="grid place-items-center pt-4">
          <Button variant="outline" size="sm" loading={isLoadingMore} onClick={() => void loadMore()}>
            {moreProblem ? "Try again" : "Show more"}
          </Button>
        </div>
      )}
    </div>
  );
}

function Month({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section aria-label={name} className="pt-4">
      <h3 className="px-2 pb-1.5 text-xs font-medium text-muted-foreground">{name}</h3>
      {children}
    </section>
  );
}

function PanelSkeleton({ kind }: { kind: FilesKind }) {
  return (
    <div
      role="status"
      aria-label="Loading files"
      className={kind === "media" ? "grid grid-cols-3 gap-1 pt-10" : "grid gap-2 pt-10"}
    >
      {Array.from({ length: kind === "media" ? 12 : 6 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the placeholders are all alike.
        <Skeleton key={index} className={kind === "media" ? "aspect-square rounded-control" : "h-12"} />
      ))}
    </div>
  );
}
