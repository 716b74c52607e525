import { lazyHydrated } from "@/components/ui/on-demand";
import type { Message } from "@/lib/messages/schema";

/** Whether the row of a message in its room says something of a thread, or of another message that it passes on. */
export const hasRowMark = ({ thread, rootId, forwarded }: Message): boolean =>
  thread !== null || rootId !== null || forwarded !== undefined;

/** The server draws it; its code comes with the first message on the page that has one. */
export const RowMark = lazyHydrated(() => import("./row-mark").then((module) => module.RowMark), {
  isRare: true,
  fallback: <div className="h-6" />,
});
