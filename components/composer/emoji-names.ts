"use client";

import { useEffect, useState } from "react";
import { api } from "@/lib/browser/api";
import * as z from "@/lib/z";

type Names = Readonly<Record<string, string>>;
const NONE: Names = {};
let loaded: Names | null = null;
let loading: Promise<Names> | null = null;

/** `:name:` → emoji, fetched when first needed. */
export function loadEmojiNames(): Promise<Names> {
  loading ??= api("/emoji/shortcodes.json", { schema: z.record(z.string(), z.string()) })
    .then((names) => {
      loaded = names;
      return names;
    })
    .catch(() => {
      loading = null;
      return NONE;
    });
  return loading;
}

/** What is known by now; never waits. */
export function knownEmojiNames(): Names {
  return loaded ?? NONE;
}

/** The names, loaded as soon as `isWanted`. */
export function useEmojiNames(isWanted: boolean): Names {
  const [names, setNames] = useState(NONE);
  useEffect(() => {
    if (isWanted) void loadEmojiNames().then(setNames);
  }, [isWanted]);
  return names;
}
