"use client";

import { lazyHydrated } from "@/components/ui/on-demand";
import type { Message } from "@/lib/messages/schema";
import { useConversation } from "../conversation-context";
import { LightboxAhead } from "./lightbox-host";
import { lightboxItemsOf } from "./lightbox-items";
import { lightboxView } from "./lightbox-store";
import { Pictures } from "./pictures";

export const OtherFiles = lazyHydrated(() => import("./other-files").then((module) => module.OtherFiles), {
  isRare: true,
  fallback: <div className="h-14" />,
});

/** The files of a message, below its text: pictures first, each kind in its sender's order. */
export function MessageFiles({ message }: { message: Message }) {
  const { listMessages } = useConversation();
  const { files } = message;
  const pictures = files.filter((file) => file.kind === "image");
  return (
    <div className="flex flex-col items-start gap-1.5 py-1">
      <Pictures
        files={pictures}
        onOpen={(file) =>
          lightboxView.set({ items: lightboxItemsOf(listMessages()), fileId: file.id, roomId: message.roomId })
        }
      />
      {pictures.length > 0 && <LightboxAhead />}
      {pictures.length < files.length && <OtherFiles files={files} />}
    </div>
  );
}
