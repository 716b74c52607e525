"use client";

import { onDemand } from "@/components/ui/on-demand";

/** A file in the tray of attachments. Its code comes with that of uploads, once somebody is about to attach a file. */
export const AttachmentTile = onDemand(() => import("./rare-parts").then((module) => module.AttachmentTile), {
  isRare: true,
  fallback: <li className="h-29 w-32" />,
});
