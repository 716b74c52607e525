"use client";

import { SmilePlus } from "lucide-react";
import { useState } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser/api";
import { canAddEmoji, canRemoveEmoji } from "@/lib/emoji/policy";
import type { CustomEmoji, EmojiList } from "@/lib/emoji/schema";
import { FindField } from "../find-field";
import { useFocusAfterRemoval } from "../use-focus-after-removal";
import { EmojiRow } from "./emoji-row";

/** From so many on there is a field to search in. */
const SEARCHED_FROM = 12;

type Props = { viewer: { id: string; role: string }; list: EmojiList; onRemoved: () => Promise<void> };

/** The emoji of this server, one row each, with a field that finds some by their names. */
export function EmojiRows({ viewer, list, onRemoved }: Props) {
  const [typed, setTyped] = useState("");
  const [removed, setRemoved] = useState(0);
  useFocusAfterRemoval(-removed);
  const query = typed.trim().toLowerCase().replace(/^:|:$/g, "");
  const shown = list.emoji.filter(({ name, aliases }) => [name, ...aliases].some((one) => one.includes(query)));

  async function remove({ name }: CustomEmoji) {
    await api(`/api/chat/emoji/${name}`, { method: "DELETE" });
    await onRemoved();
    setRemoved((before) => before + 1);
    toast.success(`:${name}: is removed. Messages that have it keep it.`);
  }

  return (
    <div className="grid gap-2.5">
      <h3 className="text-sm font-medium">
        {list.emoji.length === 0 ? "Emoji" : `${list.emoji.length.toLocaleString("en")} emoji`}
      </h3>
      {list.emoji.length >= SEARCHED_FROM && (
        <FindField
          label="Find an emoji"
          value={typed}
          onType={setTyped}
          maxLength={40}
          found={query && (shown.length === 0 ? "No emoji is called that." : `${shown.length} shown`)}
        />
      )}
      {shown.length > 0 ? (
        <ul className="divide-y overflow-hidden rounded-card border bg-card">
          {shown.map((emoji) => (
            <EmojiRow
              key={emoji.name}
              emoji={emoji}
              onRemove={canRemoveEmoji(viewer, emoji.addedBy.id, list.membersMayAdd) ? () => remove(emoji) : undefined}
            />
          ))}
        </ul>
      ) : (
        <EmptyState
          icon={<SmilePlus />}
          title={query === "" ? "No emoji of your own yet" : "No emoji is called that"}
          description={query === "" ? hintFor(canAddEmoji(viewer, list.membersMayAdd)) : undefined}
          className="w-full max-w-none rounded-card border border-dashed"
        />
      )}
    </div>
  );
}

const hintFor = (mayAdd: boolean): string =>
  mayAdd ? "Add the first one above: a logo, a face, a running joke." : "Administrators can add some.";
