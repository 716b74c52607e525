"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useChatPages, useChats } from "@/components/chats/chat-list-provider";
import { Button } from "@/components/ui/button";

/**
 * The end of a chat list that has more pages. It loads the next page when it is scrolled near, or when it is pressed.
 */
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
  // The observer is created again after each page, because a short page leaves the button in the margin and causes no
  // new event.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a longer list needs a new observer.
  useEffect(() => {
    if (!end.current || hasFailed) return;
    // The root is the scrolling list, because the list's edge would hide the button from a margin around the window.
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
