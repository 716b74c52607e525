"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useChatPages, useChats } from "@/components/chats/chat-list-provider";
import { Button } from "@/components/ui/button";

/** The end of a chat list that goes on: brings more of it when it comes near, and when it is pressed. */
export function MoreChats() {
  const { hasMore, loadMore } = useChatPages();
  const length = useChats().length;
  const [hasFailed, setFailed] = useState(false);
  const end = useRef<HTMLButtonElement>(null);
  const load = () =>
    loadMore().then(
      () => setFailed(false),
      () => setFailed(true),
    );
  const onNear = useEffectEvent(() => void load());
  // Watched anew after each page: a short one leaves the end where it was.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the length is the reason.
  useEffect(() => {
    if (!end.current || hasFailed) return;
    // Of the list, whose edge would hide it from the margin of the window.
    const root = end.current.closest(".overflow-y-auto");
    const near = { root, rootMargin: "600px" };
    const observer = new IntersectionObserver(([seen]) => seen?.isIntersecting && onNear(), near);
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [length, hasMore, hasFailed]);
  if (!hasMore) return null;
  return (
    <Button ref={end} variant="ghost" size="sm" onClick={load} className="w-full text-muted-foreground">
      {hasFailed ? "The older chats could not be loaded. Try again" : "Show older chats"}
    </Button>
  );
}
