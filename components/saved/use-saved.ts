import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import { useEntryPages } from "@/components/activity/use-entry-pages";
import { useOnReconnect, useUserEvents } from "@/components/realtime/use-channel";
import { onSavedAnswer, type SavedAnswer } from "@/lib/saved/browser/saved-queue";
import { savedState } from "@/lib/saved/browser/saved-state";
import type { SavedEntry, SavedPage } from "@/lib/saved/schema";
import { fetchSaved } from "./fetch-saved";
import { type SavedTab, timeOf, withAnswer, withWishes } from "./shown-entries";

export type FirstSaved = { page: SavedPage; tab: SavedTab; renderedAt: number };

/** How long the page that the server rendered is taken for the newest. */
const FRESH_MS = 5000;

const NOTHING: ReadonlyMap<string, string> = new Map();
/** Rooms that are joined or left bring and take what was saved there. */
const CHANGING = ["saved.changed", "membership.changed"];

/** The list of what is saved: what the server rendered, kept up with what happens here and on other devices. */
export function useSaved(first: FirstSaved) {
  const pages = useEntryPages<SavedEntry, SavedTab>(
    { page: first.page, filter: first.tab },
    { fetchPage: (tab, wanted) => fetchSaved({ tab, ...wanted }), timeOf },
  );
  const { load, refresh, loadMore, change } = pages;
  const { filter: tab, ...state } = pages.state;
  const wanted = useSyncExternalStore(
    savedState.subscribe,
    () => savedState.get().wanted,
    () => NOTHING,
  );

  // What fails now, as without a network, is asked again after the connection is back.
  const renew = () => void refresh().catch(() => {});
  useUserEvents(({ name }) => CHANGING.includes(name) && renew());
  useOnReconnect(renew);
  const onAnswer = useEffectEvent((answer: SavedAnswer) => change((entries) => withAnswer(entries, answer, tab)));
  const onMount = useEffectEvent(() => {
    // Who comes back to the page finds it as it was first opened: with another tab, or with what is old by now.
    const asked = new URL(location.href).searchParams.get("state") === "done" ? "done" : "todo";
    if (asked !== first.tab) void load(asked);
    else if (Date.now() - first.renderedAt > FRESH_MS) renew();
    return onSavedAnswer((answer) => onAnswer(answer));
  });
  useEffect(() => onMount(), []);

  return { ...state, tab, entries: state.entries && withWishes(state.entries, wanted, tab), load, loadMore };
}
