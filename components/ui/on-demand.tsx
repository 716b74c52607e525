"use client";

import { type ComponentType, type ReactNode, use, useEffect, useReducer, useState } from "react";
import { useHydrated } from "./use-hydrated";

/** Between two tries to load what could not be loaded, as without a network. */
const RETRY_MS = 2000;

/** A page that never rests gets what comes later after this time. */
const BUSY_MS = 3000;

const idleLoads = new Set<() => Promise<unknown>>();
/** The page has been usable and idle once: what comes later is loaded at the next such moment. */
let hasBeenIdle = false;

export type OnDemand<P extends object> = ComponentType<P> & {
  /** Loads the code ahead, as when a pointer comes near. */
  preload: () => void;
};

type Options = {
  /** Leave it until it is asked for: what few people open. Otherwise it is loaded once the page is usable and idle. */
  isRare?: boolean;
  /** What keeps its place until it is there, instead of a word that it is on its way. */
  fallback?: ReactNode;
};

/**
 * A component whose code comes after the page's: on its first use, or in an idle moment before, so that it opens at
 * once and without a network; React's own `lazy` breaks the page for good when that fails. Until then a word says that it
 * is on its way.
 */
export function onDemand<P extends object>(
  load: () => Promise<ComponentType<P>>,
  { isRare, fallback = <LoadingNotice /> }: Options = {},
): OnDemand<P> {
  let Loaded: ComponentType<P> | undefined;
  let loading: Promise<void> | undefined;
  function fetchOnce(): Promise<void> {
    loading ??= load().then(
      (component) => {
        Loaded = component;
      },
      (error) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  }
  if (!isRare) idleLoads.add(fetchOnce);
  if (hasBeenIdle) whenIdle(() => void loadAll());

  // biome-ignore lint/correctness/noComponentHookFactories: made once for a module, as lazy() does.
  function OnDemandComponent(props: P) {
    const [, redraw] = useReducer((count: number) => count + 1, 0);
    const isLoaded = Loaded !== undefined;
    useEffect(() => {
      // As it was drawn: what came between the drawing and this must be drawn too.
      if (isLoaded) return;
      let timer: ReturnType<typeof setTimeout>;
      const attempt = () =>
        void fetchOnce().then(redraw, () => {
          timer = setTimeout(attempt, RETRY_MS);
        });
      attempt();
      return () => clearTimeout(timer);
    }, [isLoaded]);
    return Loaded ? <Loaded {...props} /> : fallback;
  }
  return Object.assign(OnDemandComponent, { preload: () => void fetchOnce().catch(() => {}) });
}

export type LazyHydrated<P extends object> = OnDemand<P> & {
  /** Resolves when the code is there: at once, or at the end of as many tries as that takes. */
  whenLoaded: () => Promise<unknown>;
  isLoaded: () => boolean;
};

/**
 * A component that the server draws with the page, and whose code comes after the page's: until then the server's HTML
 * stands, untouched. Drawn anew in the browser before the code is there, it keeps its place with `meanwhile`. Code that
 * cannot be had is asked for again.
 */
export function lazyHydrated<P extends object>(
  load: () => Promise<ComponentType<P>>,
  { fallback }: { fallback: ReactNode },
): LazyHydrated<P> {
  let Loaded: ComponentType<P> | undefined;
  let loading: Promise<ComponentType<P>> | undefined;
  async function loadWithRetries(): Promise<ComponentType<P>> {
    try {
      Loaded = await load();
      return Loaded;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      return loadWithRetries();
    }
  }
  function fetchOnce(): Promise<ComponentType<P>> {
    loading ??= loadWithRetries();
    return loading;
  }
  // Not waited for there: without a network it takes as long as that is away.
  idleLoads.add(async () => void fetchOnce());
  // The server has it before the first page is drawn, and so draws no page in two parts.
  if (typeof window === "undefined") void fetchOnce();

  // biome-ignore lint/correctness/noComponentHookFactories: made once for a module, as lazy() does.
  function LazyHydratedComponent(props: P) {
    const isHydrated = useHydrated();
    const [isInServerHtml] = useState(!isHydrated);
    const [, redraw] = useReducer((count: number) => count + 1, 0);
    const isLoaded = Loaded !== undefined;
    useEffect(() => {
      if (isLoaded) return;
      let isMounted = true;
      void fetchOnce().then(() => isMounted && redraw());
      return () => {
        isMounted = false;
      };
    }, [isLoaded]);
    const Component = Loaded ?? (typeof window === "undefined" ? use(fetchOnce()) : undefined);
    if (Component)
      return (
        <div key="loaded" className="contents">
          <Component {...props} />
        </div>
      );
    if (!isInServerHtml) return fallback;
    // While it hydrates React leaves alone what is inside of an element whose HTML is given.
    // biome-ignore lint/security/noDangerouslySetInnerHtml: it is empty.
    return <div key="html" className="contents" suppressHydrationWarning dangerouslySetInnerHTML={{ __html: "" }} />;
  }
  return Object.assign(LazyHydratedComponent, {
    preload: () => void fetchOnce(),
    whenLoaded: fetchOnce,
    isLoaded: () => Loaded !== undefined,
  });
}

/** Only what takes long enough to be noticed is spoken of. */
function LoadingNotice() {
  return (
    <span
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-4 z-50 mx-auto w-fit animate-[fade-in_1ms_300ms_both] rounded-full border bg-popover px-3 py-1 text-meta text-muted-foreground shadow-raised"
    >
      Loading…
    </span>
  );
}

/** In what leads to a part that is rare: its code comes when the page is idle, not before somebody could want it. */
export function usePreload({ preload }: { preload: () => void }): void {
  useEffect(() => whenIdle(preload), [preload]);
}

/** Once in a layout: loads what its pages show on demand as soon as they are usable and idle. Draws nothing. */
export function LoadWhenIdle() {
  useEffect(() => whenIdle(() => void loadAll()), []);
  return null;
}

/** Stands in the page's timeline of performance once all that is loaded in idle moments is there. */
const ALL_LOADED_MARK = "parley-all-loaded";

async function loadAll(): Promise<void> {
  hasBeenIdle = true;
  for (const load of idleLoads) {
    idleLoads.delete(load);
    // Asked for again when it is wanted.
    await load().catch(() => {});
  }
  performance.mark(ALL_LOADED_MARK);
}

/** Calls back once, when the page has nothing else to do. Returns how to stop it. */
export function whenIdle(callback: () => void): () => void {
  if (!("requestIdleCallback" in window)) {
    const timer = setTimeout(callback, 1500);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(callback, { timeout: BUSY_MS });
  return () => cancelIdleCallback(handle);
}
