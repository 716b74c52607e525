"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { isPlainClick } from "@/components/ui/client-link";
import { isClientRoute } from "@/components/ui/client-navigation";
import { toast } from "@/components/ui/toast";
import { realtime } from "@/lib/realtime/browser/client";

const OFFLINE_TITLE = "You are offline";
const OFFLINE_DETAILS = { description: "This page comes from the server. Try again when the connection is back." };

/**
 * Shows a toast instead of following a link to a page of the server while there is no connection. Next would follow the
 * link and replace the conversation with the browser's own error page. When only the live connection is lost, it first
 * tries to reach the server.
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
      // A prevented click does not close a Radix menu, so the menu is closed here.
      if (link.closest("[role=menu]")) document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
      void isReachable().then((isThere) => {
        if (isThere) router.push(link.href);
        else toast.error(OFFLINE_TITLE, OFFLINE_DETAILS);
      });
    };
    // The listener captures the click before React handles it.
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
