"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { isPlainClick } from "@/components/ui/client-link";
import { isClientRoute } from "@/components/ui/client-navigation";
import { toast } from "@/components/ui/toaster";
import { realtime } from "@/lib/realtime/browser/client";

const OFFLINE_TITLE = "You are offline";
const OFFLINE_DETAILS = { description: "This page comes from the server. Try again when the connection is back." };

/**
 * Without a connection a link to a page of the server's says so: Next would go there anyway and leave the conversation
 * for the browser's own error page. While only the live connection is away, the server is asked first.
 */
export function useOfflineLinks(): void {
  const router = useRouter();
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const link = (event.target as Element).closest?.<HTMLAnchorElement>("a[href]");
      if (!link || !isPlainClick(event) || link.target !== "" || link.hasAttribute("download")) return;
      const url = new URL(link.href);
      const isPage = url.origin === location.origin && !isClientRoute(url) && !url.pathname.startsWith("/api/");
      if (!isPage || url.pathname === location.pathname) return;
      if (navigator.onLine && realtime.state === "connected") return;
      event.preventDefault();
      // A menu closes by a choice that was not prevented.
      if (link.closest("[role=menu]")) document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
      void isReachable().then((isThere) => {
        if (isThere) router.push(link.href);
        else toast.error(OFFLINE_TITLE, OFFLINE_DETAILS);
      });
    };
    // Before React hears of it.
    document.addEventListener("click", onClick, { capture: true });
    return () => document.removeEventListener("click", onClick, { capture: true });
  }, [router]);
}

async function isReachable(): Promise<boolean> {
  if (!navigator.onLine) return false;
  try {
    await fetch("/api/health", { cache: "no-store" });
    return true;
  } catch {
    return false;
  }
}
