"use client";

import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { CustomEmoji } from "@/lib/emoji/schema";

type Props = { emoji: CustomEmoji; onRemove?: () => Promise<void> };

/** An emoji with its names, and a button that removes it for who may. */
export function EmojiRow({ emoji: { name, aliases, fileId, addedBy }, onRemove }: Props) {
  return (
    <li className="flex items-center gap-3 px-4 py-3 [contain-intrinsic-size:auto_4rem] [content-visibility:auto]">
      {/* biome-ignore lint/performance/noImgElement: the server makes the small sizes itself. */}
      <img
        // By the file, because a name that is given to another picture is kept by browsers for some minutes.
        src={`/api/files/${fileId}`}
        alt=""
        loading="lazy"
        draggable={false}
        className="size-8 shrink-0 object-contain"
      />
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm font-medium">:{name}:</p>
        <p className="truncate text-meta text-muted-foreground">
          {aliases.length > 0 && `${aliases.map((alias) => `:${alias}:`).join(" ")} · `}
          Added by <bdi>{addedBy.displayName}</bdi>
        </p>
      </div>
      {onRemove && (
        <ConfirmDialog
          title={`Remove :${name}:?`}
          description="Nobody can use it any more. Messages and reactions that have it keep it."
          action="Remove emoji"
          destructive
          onConfirm={onRemove}
        >
          <Button variant="outline" size="sm" aria-label={`Remove :${name}:`}>
            Remove
          </Button>
        </ConfirmDialog>
      )}
    </li>
  );
}
