"use client";

import { Bookmark } from "lucide-react";
import { PageLink } from "@/components/ui/page-link";

/** The way to what the viewer has saved, above the chat list. */
export function SavedLink() {
  return (
    <PageLink href="/saved" Icon={Bookmark}>
      Saved
    </PageLink>
  );
}
