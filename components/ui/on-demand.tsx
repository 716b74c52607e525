"use client";

import { type ComponentType, type ReactNode, use, useEffect, useReducer, useState } from "react";
import { retryDelay } from "@/lib/browser/retry-delay";
import { sleep } from "@/lib/browser/sleep";
import { LoadingNotice } from "./loading-notice";
import { useHydrated } from "./use-hydrated";

/** The pause before a failed load is tried again, as without a network. */
const RETRY = { maxMs: 2000 };

/** A page that never becomes idle loads its idle components after this time. */
const BUSY_MS = 3000;

const idleLoads = new Set<() => Promise<unknown>>();
/** The page has been usable and idle once. Components that are registered after that load at the next idle moment. */
let hasBeenIdle = false;

export type OnDemand<P extends object> = ComponentType<P> & {
  /** Loads the code ahead of its use. */
  preload: () => void;
};

type Options<P> = {
  /** Few people need the code, so it is loaded at its first use, and not once the page is usable and idle. */
  isRare?: boolean;
  /** The component is drawn with the page, which is usable without it: its code waits for the idle moment all the same. */
  waitsForIdle?: boolean;
  /** Drawn until the code has loaded, instead of the word "Loading…", or that it waits for the connection. */
  fallback?: ReactNode | ((props: P) => ReactNode);
};

/**
 * A component whose code is loaded after the page: at its first use, or before that in an idle moment, so that it opens
 * at once and without a network. Until then `fallback` is drawn. React's own `lazy` is not used, because one failed
 * load breaks the component for good.
 */
export function onDemand<P extends object>(
  load: () => Promise<ComponentType<P>>,
  { isRare, waitsForIdle, fallback }: Options<P> = {},
): OnDemand<P> {
  let Loaded: ComponentType<P> | undefined;
  const fetchOnce = codeOnDemand(async () => {
    Loaded = await load();
  }, isRare);

  // biome-ignore lint/correctness/noComponentHookFactories: it is called once per module, like lazy().
  function OnDemandComponent(props: P) {
    const [, redraw] = useReducer((count: number) => count + 1, 0);
    const [isFailing, setFailing] = useState(false);
    const isLoaded = Loaded !== undefined;
    useEffect(() => {
      // The effect uses the `isLoaded` of the render, because code that loaded between render and effect must be drawn
      // too.
      if (isLoaded) return;
      let timer: ReturnType<typeof setTimeout>;
      let failures = 0;
      const attempt = () =>
        void fetchOnce().then(redraw, () => {
          setFailing(true);
          timer = setTimeout(attempt, retryDelay(failures++, RETRY));
        });
      const stop = waitsForIdle ? whenIdle(attempt) : attempt();
      return () => {
        stop?.();
        clearTimeout(timer);
      };
    }, [isLoaded]);
    if (Loaded) return <Loaded {...props} />;
    if (fallback === undefined) return <LoadingNotice isFailing={isFailing} />;
    return typeof fallback === "function" ? fallback(props) : fallback;
  }
  return Object.assign(OnDemandComponent, { preload: () => void fetchOnce().catch(() => {}) });
}

/** Loads code that is no component at the same moments. After a failure the next call asks for it again. */
export function codeOnDemand<T>(load: () => Promise<T>, isRare = false): () => Promise<T> {
  let loading: Promise<T> | undefined;
  const fetchOnce = () => {
    loading ??= load().catch((error) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
  if (!isRare) idleLoads.add(fetchOnce);
  if (hasBeenIdle) whenIdle(() => void loadAll());
  return fetchOnce;
}

export type LazyHydrated<P extends object> = OnDemand<P> & {
  /** Resolves when the code has loaded, after as many tries as that takes. */
  whenLoaded: () => Promise<unknown>;
};

/**
 * A component that the server renders with the page, and whose code is loaded after the page, or with `waitsForIdle` in
 * an idle moment. Until the code has loaded, the server's HTML stays as it is. A component that is first rendered in the
 * browser shows `fallback` meanwhile. A failed load is tried again.
 */
export function lazyHydrated<P extends object>(
  load: () => Promise<ComponentType<P>>,
  { fallback, isRare, waitsForIdle }: { fallback: ReactNode } & Pick<Options<P>, "isRare" | "waitsForIdle">,
): LazyHydrated<P> {
  let Loaded: ComponentType<P> | undefined;
  let loading: Promise<ComponentType<P>> | undefined;
  async function loadWithRetries(attempt = 0): Promise<ComponentType<P>> {
    try {
      Loaded = await load();
      return Loaded;
    } catch {
      await sleep(retryDelay(attempt, RETRY));
      return loadWithRetries(attempt + 1);
    }
  }
  function fetchOnce(): Promise<ComponentType<P>> {
    loading ??= loadWithRetries();
    return loading;
  }
  // loadAll does not wait for this promise, which stays open for as long as the network is away.
  if (!isRare) idleLoads.add(async () => void fetchOnce());
  // The server loads the code before the first page is rendered, so that no page is streamed in two parts.
  if (typeof window === "undefined") void fetchOnce();

  // biome-ignore lint/correctness/noComponentHookFactories: it is called once per module, like lazy().
  function LazyHydratedComponent(props: P) {
    const isHydrated = useHydrated();
    const [isInServerHtml] = useState(!isHydrated);
    const [, redraw] = useReducer((count: number) => count + 1, 0);
    const isLoaded = Loaded !== undefined;
    useEffect(() => {
      if (isLoaded) return;
      let isMounted = true;
      const fetchNow = () => void fetchOnce().then(() => isMounted && redraw());
      const stop = waitsForIdle ? whenIdle(fetchNow) : fetchNow();
      return () => {
        isMounted = false;
        stop?.();
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
    // React does not hydrate what is inside of an element with dangerouslySetInnerHTML, so the server's HTML stays.
    // biome-ignore lint/security/noDangerouslySetInnerHtml: the HTML is empty.
    return <div key="html" className="contents" suppressHydrationWarning dangerouslySetInnerHTML={{ __html: "" }} />;
  }
  return Object.assign(LazyHydratedComponent, {
    preload: () => void fetchOnce(),
    whenLoaded: fetchOnce,
  });
}

/** Loads the code of a rare component when the page is idle; used by the component that leads to it. */
export function usePreload({ preload }: { preload: () => void }): void {
  useEffect(() => whenIdle(preload), [preload]);
}

/** Loads all on-demand components once the page is usable and idle. It stands once in a layout and draws nothing. */
export function LoadWhenIdle() {
  useEffect(() => whenIdle(() => void loadAll()), []);
  return null;
}

/** A mark in the page's performance timeline that says that all idle components have loaded; tests wait for it. */
const ALL_LOADED_MARK = "parley-all-loaded";

let runs = 0; // How many calls of `loadAll` are under way.
async function loadAll(): Promise<void> {
  hasBeenIdle = true;
  runs++;
  for (const load of idleLoads) {
    idleLoads.delete(load);
    // A component that failed to load is loaded again at its first use.
    await load().catch(() => {});
  }
  if (--runs === 0) performance.mark(ALL_LOADED_MARK);
}

/** Calls `callback` once, when the page is idle. Returns a function that cancels the call. */
export function whenIdle(callback: () => void): () => void {
  if (!("requestIdleCallback" in window)) {
    const timer = setTimeout(callback, 1500);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(callback, { timeout: BUSY_MS });
  return () => cancelIdleCallback(handle);
}
