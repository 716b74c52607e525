"use client";

import { useLayoutEffect, useSyncExternalStore } from "react";

/**
 * The paths that the chat draws on the client without asking the server for a page: the chat list's screen and the
 * rooms.
 */
const CLIENT_ROUTE = /^\/(rooms\/[a-z0-9]+)?$/;

let currentRoute: string | null = null;
/** The route of the page that the server rendered, while that page is on screen. */
let renderedRoute = "";
/** The path that Next's router believes to be on. It learns of a client navigation a moment after it has happened. */
let routerPath = "";
const listeners = new Set<() => void>();

// The listener is registered before Next's own, because a client route is drawn without Next.
if (typeof window !== "undefined") window.addEventListener("popstate", followHistory);

/**
 * Navigates to a client route within one frame. The address changes at once; Next's router is told of it and asks the
 * server for nothing. `anew` replaces the page that the server rendered although it has the same route.
 */
export function navigate(href: string, { replace = false, anew = false } = {}): void {
  const url = new URL(href, location.href);
  if (url.href !== location.href) history[replace ? "replaceState" : "pushState"](null, "", url);
  if (anew || !isRenderedByServer(url)) setRoute(routeOf(url));
}

/** Whether `navigate` can draw the page at `url`. */
export function isClientRoute(url: URL): boolean {
  return url.origin === location.origin && CLIENT_ROUTE.test(url.pathname);
}

/** The client route on screen, as a path with its `?m=`, or null while the page that the server rendered is on screen. */
export function useClientRoute(): string | null {
  return useSyncExternalStore(
    subscribe,
    () => currentRoute,
    () => null,
  );
}

/**
 * Keeps the client route in step with Next's router, whose path is `path`. It is called once in a page, by its frame:
 * the first call takes the page for the one that the server rendered, and a second would take that for a navigation.
 */
export function useFollowRouter(path: string): void {
  // A layout effect, so that a page that the server has sent replaces the client route before anything is painted.
  useLayoutEffect(() => {
    const isFirst = routerPath === "";
    routerPath = path;
    if (isFirst) renderedRoute = routeOf(new URL(location.href));
    if (!CLIENT_ROUTE.test(path)) setRoute(null);
    // Next itself has led to a room or to the chat list, as it does after the log-in.
    else if (!isFirst && currentRoute === null && path === location.pathname) setRoute(routeOf(new URL(location.href)));
  }, [path]);
  // A log-in shows other pages of the server in the same window, so the state must begin afresh.
  useLayoutEffect(
    () => () => {
      routerPath = "";
      currentRoute = null;
    },
    [],
  );
}

function followHistory(): void {
  const url = new URL(location.href);
  if (CLIENT_ROUTE.test(url.pathname)) {
    // A history step inside of the page that the server rendered does not replace that page.
    if (!isRenderedByServer(url)) setRoute(routeOf(url));
  } else if (url.pathname === routerPath) setRoute(null);
}

/** Whether the page on screen is the one that the server rendered, and shows the route of `url`. */
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
