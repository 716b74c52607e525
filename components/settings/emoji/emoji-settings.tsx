"use client";

import { useState } from "react";
import { useEmojiList } from "@/components/emoji/use-emoji-list";
import { ErrorState } from "@/components/ui/error-state";
import { canAddEmoji } from "@/lib/emoji/policy";
import { RowsSkeleton } from "../rows-skeleton";
import { AddEmoji } from "./add-emoji";
import { EmojiRows } from "./emoji-rows";
import { WhoMayAdd } from "./who-may-add";

type Props = { viewer: { id: string; role: string } };

/** The custom emoji of this server, with what the viewer may do about them: add, remove, and decide who adds. */
export function EmojiSettings({ viewer }: Props) {
  const { list, error, reload } = useEmojiList();
  const [retrying, setRetrying] = useState(false);
  if (!list && error) {
    const retry = () => {
      setRetrying(true);
      void reload().finally(() => setRetrying(false));
    };
    return <ErrorState title="The emoji could not be loaded" description={error} onRetry={retry} retrying={retrying} />;
  }
  if (!list) return <RowsSkeleton label="Loading the emoji" />;
  return (
    <>
      {canAddEmoji(viewer, list.membersMayAdd) && <AddEmoji onAdded={() => void reload()} />}
      <EmojiRows viewer={viewer} list={list} onRemoved={reload} />
      {viewer.role === "ADMIN" && <WhoMayAdd membersMayAdd={list.membersMayAdd} onSaved={reload} />}
    </>
  );
}
