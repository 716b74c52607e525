"use client";

import { useEffect, useSyncExternalStore } from "react";
import { onDemand, usePreload } from "@/components/ui/on-demand";
import { closeLightbox, lightboxView } from "./lightbox-store";

const Lightbox = onDemand(() => import("./lightbox").then((module) => module.Lightbox), { isRare: true });

/** Loads the code of the lightbox when idle. It stands beside the pictures that open in it. */
export function LightboxAhead() {
  usePreload(Lightbox);
  return null;
}

/** Draws the lightbox when it is open. */
export function LightboxHost() {
  const view = useSyncExternalStore(lightboxView.subscribe, lightboxView.get, () => null);
  useEffect(() => closeLightbox, []);
  return view && <Lightbox view={view} onClose={closeLightbox} />;
}
