import { lazyHydrated } from "@/components/ui/on-demand";
import type { Message } from "@/lib/messages/schema";

/** Whether the row of a message in its room says something of a thread. */
export const hasThreadMark = ({ thread, rootId }: Message): boolean => thread !== null || rootId !== null;

/** The server draws it; its code comes with the first thread that is on the page. */
export const ThreadMark = lazyHydrated(() => import("./thread-mark").then((module) => module.ThreadMark), {
  isRare: true,
  fallback: <div className="h-6" />,
});
