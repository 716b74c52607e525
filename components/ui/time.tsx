"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo, useSyncExternalStore } from "react";
import { savePreference } from "./preference-cookie";
import { browserReader, formatTime, type Reader, type TimeMode, ZONE_COOKIE } from "./time-format";

const ServerReader = createContext<Reader>({ locale: "en", zone: "UTC" });
/** The moment at which the server rendered the page. */
const ServerNow = createContext<number | null>(null);

/**
 * Tells the server's rendering the reader's language, time zone and the time, and stores the zone for the next page, so
 * that times are right in the first paint and do not change when the page hydrates.
 */
export function TimeProvider({ locale, zone, now, children }: Reader & { now: number; children: ReactNode }) {
  // The clock is set before anything below is drawn, so that the browser begins with the server's time.
  if (typeof window !== "undefined" && !isClockSet) {
    isClockSet = true;
    minute = now;
  }
  useEffect(() => {
    const own = ownReader().zone;
    if (own !== zone) savePreference(ZONE_COOKIE, own);
  }, [zone]);
  const value = useMemo(() => ({ locale, zone }), [locale, zone]);
  return (
    <ServerNow.Provider value={now}>
      <ServerReader.Provider value={value}>{children}</ServerReader.Provider>
    </ServerNow.Provider>
  );
}

let known: Reader | undefined;

function ownReader(): Reader {
  known ??= browserReader();
  return known;
}

const never = () => () => {};

/** The reader's language and time zone: while hydrating those that the server used, after that the browser's own. */
export function useReader(): Reader {
  const fromServer = useContext(ServerReader);
  const find = () => {
    const own = ownReader();
    // The same object is returned where nothing differs, because a new one would draw all times on the page again.
    return own.locale === fromServer.locale && own.zone === fromServer.zone ? fromServer : own;
  };
  return useSyncExternalStore(never, find, () => fromServer);
}

const TICK_MS = 30_000;
const listeners = new Set<() => void>();
let minute = Date.now();
let isClockSet = false;
let timer: ReturnType<typeof setInterval> | undefined;

// All times on the page share one timer.
function onTick(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    minute = Date.now();
    for (const notify of listeners) notify();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/**
 * The time now, renewed twice a minute. On the server and while hydrating it is the time at which the page was
 * rendered.
 */
export function useNow(): number | null {
  const rendered = useContext(ServerNow);
  return useSyncExternalStore(
    onTick,
    () => minute,
    () => rendered,
  );
}

type TimeProps = { iso: string; mode?: TimeMode; className?: string };

/** A moment in the reader's time zone and language, with the full date as its title. */
export function Time({ iso, mode = "time", className }: TimeProps) {
  return mode === "relative" || mode === "short" ? (
    <MovingTime iso={iso} mode={mode} className={className} />
  ) : (
    <TimeText iso={iso} mode={mode} className={className} now={null} />
  );
}

function MovingTime(props: TimeProps) {
  const now = useNow();
  return <TimeText {...props} now={now} />;
}

function TimeText({ iso, mode = "time", className, now }: TimeProps & { now: number | null }) {
  const reader = useReader();
  return (
    <time
      dateTime={iso}
      title={mode === "full" ? undefined : formatTime(iso, "full", reader, null)}
      className={className}
      // Server and browser may spell dates of the same language differently.
      suppressHydrationWarning
    >
      {formatTime(iso, mode, reader, now)}
    </time>
  );
}
