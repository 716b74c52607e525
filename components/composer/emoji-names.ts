"use client";

import { useEffect, useState } from "react";
import { api } from "@/lib/browser/api";
import * as z from "@/lib/z";

type Names = Readonly<Record<string, string>>;
const NONE: Names = {};
let loaded: Names | null = null;
let loading: Promise<Names> | null = null;

/** Fetches the names of emoji when they are first needed. */
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

/** Returns the names that are loaded by now, without waiting. */
export function knownEmojiNames(): Names {
  return loaded ?? NONE;
}

/** Returns the names of emoji, and loads them when `isWanted`. */
export function useEmojiNames(isWanted: boolean): Names {
  const [names, setNames] = useState(NONE);
  useEffect(() => {
    if (isWanted) void loadEmojiNames().then(setNames);
  }, [isWanted]);
  return names;
}
