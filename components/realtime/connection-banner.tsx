"use client";

import { LoaderCircle } from "lucide-react";
import { useEffect, useState } from "react";
import { useConnection } from "./use-connection";

/** Most lost connections are back within three seconds, so a banner before that would only disturb. */
const QUIET_MS = 3000;

/** A line above the messages that appears when the live connection has been away for longer than three seconds. */
export function ConnectionBanner() {
  const isConnected = useConnection() === "connected";
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (isConnected) {
      setLong(false);
      return;
    }
    const timer = setTimeout(() => setLong(true), QUIET_MS);
    return () => clearTimeout(timer);
  }, [isConnected]);
  return (
    <div role="status" className="pointer-events-none absolute inset-x-0 top-2 z-20 flex justify-center max-md:top-24">
      {isLong && !isConnected && (
        <p className="flex items-center gap-2 rounded-full border border-border bg-card px-3 py-1 text-[13px] text-muted-foreground">
          <LoaderCircle className="size-3.5 motion-safe:animate-spin" aria-hidden="true" />
          Reconnecting…
        </p>
      )}
    </div>
  );
}
