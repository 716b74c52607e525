"use client";

import { useLayoutEffect, useSyncExternalStore } from "react";

/** What this page draws by itself, without asking the server for another page: the chat list's screen and the rooms. */
const CLIENT_ROUTE = /^\/(rooms\/[a-z0-9]+)?$/;

let currentRoute: string | null = null;
/** The place that the server's page shows, while that is on screen. */
let renderedRoute = "";
/** Where Next's router believes to be. It learns of a place a moment after it was entered. */
let routerPath = "";
const listeners = new Set<() => void>();

// Before Next's own listener: a place needs nothing of it.
if (typeof window !== "undefined") window.addEventListener("popstate", followHistory);

/**
 * Goes to a place in the frame in which it was chosen. The address changes at once, and Next's router, which only hears
 * of it, asks the server for nothing. `anew` is for a page of the server's that has to go although it is that place's.
 */
export function navigate(href: string, { replace = false, anew = false } = {}): void {
  const url = new URL(href, location.href);
  if (url.href !== location.href) history[replace ? "replaceState" : "pushState"](null, "", url);
  if (anew || !isRenderedByServer(url)) setRoute(routeOf(url));
}

/** Whether `enter` leads there. */
export function isClientRoute(url: URL): boolean {
  return url.origin === location.origin && CLIENT_ROUTE.test(url.pathname);
}

/**
 * The place on screen, as a path with its `?m=`; null while the page on screen is one that the server rendered. `path`
 * is where Next's router is.
 */
export function useClientRoute(path: string): string | null {
  const place = useSyncExternalStore(
    subscribe,
    () => currentRoute,
    () => null,
  );
  // Before anything is painted: a page that came is shown by itself.
  useLayoutEffect(() => {
    const isFirst = routerPath === "";
    routerPath = path;
    if (isFirst) renderedRoute = routeOf(new URL(location.href));
    if (!CLIENT_ROUTE.test(path)) setRoute(null);
    // Next has led to a room or the list itself, as after logging in it does at first.
    else if (!isFirst && currentRoute === null && path === location.pathname) setRoute(routeOf(new URL(location.href)));
  }, [path]);
  // A log-in is followed by other pages of the server's, in the same window.
  useLayoutEffect(
    () => () => {
      routerPath = "";
      currentRoute = null;
    },
    [],
  );
  return place;
}

function followHistory(): void {
  const url = new URL(location.href);
  if (CLIENT_ROUTE.test(url.pathname)) {
    // The page that the server rendered is still on screen, and a step within it was taken.
    if (!isRenderedByServer(url)) setRoute(routeOf(url));
  } else if (url.pathname === routerPath) setRoute(null);
}

/** Whether the page that the server rendered is on screen and shows that place. */
function isRenderedByServer(url: URL): boolean {
  return currentRoute === null && routerPath === url.pathname && renderedRoute === routeOf(url);
}

function routeOf({ pathname, searchParams }: URL): string {
  const message = searchParams.get("m");
  return message === null ? pathname : `${pathname}?m=${encodeURIComponent(message)}`;
}

function setRoute(place: string | null): void {
  if (place === currentRoute) return;
  currentRoute = place;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
