"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { type EndStep, isOnHistoryStep, pushHistoryStep, stepsInHistory } from "@/components/ui/history-step";

/**
 * What is open beside a room: "details", or a thread as `<id of its root>` or `<id of its root> <seq of a reply>`, or
 * "". There is one place for both.
 */
export type SidePanel = string;

/** A thread as a side panel. With `seq` it opens at that reply. */
export const threadPanel = (rootId: string, seq?: number): SidePanel => (seq ? `${rootId} ${seq}` : rootId);

/**
 * What is open beside a room. The state is in the address, so that a phone's back button closes the panel and a
 * reload keeps it.
 */
export function useSidePanel() {
  const fromAddress = panelIn(useSearchParams());
  const [panel, setShown] = useState(() => (typeof location === "undefined" ? fromAddress : panelInAddress()));
  // Next's router learns of a new address in a transition, which waits for any page that is loading. The panel does not
  // wait.
  const [routersPanel, setRoutersPanel] = useState(fromAddress);
  if (routersPanel !== fromAddress) {
    setRoutersPanel(fromAddress);
    // The panel may have been closed again meanwhile, so the browser's own address is read.
    setShown(typeof location === "undefined" ? fromAddress : panelInAddress());
  }
  const endStep = useRef<EndStep | null>(null);
  const pushStep = useCallback((url?: URL) => {
    endStep.current = pushHistoryStep(() => {
      endStep.current = null;
    }, url);
  }, []);
  useEffect(() => {
    const adoptStep = () => {
      if (panelInAddress() && !endStep.current && isOnHistoryStep()) pushStep();
    };
    adoptStep();
    const onPopState = () => {
      setShown(panelInAddress());
      adoptStep();
    };
    window.addEventListener("popstate", onPopState);
    return () => {
      window.removeEventListener("popstate", onPopState);
      endStep.current?.();
      endStep.current = null;
    };
  }, [pushStep]);
  const setPanel = useCallback(
    (next: SidePanel) => {
      setShown(next);
      const url = addressWith(next);
      // A link that was followed has led away from the step.
      const isOnStep = stepsInHistory() > 0;
      if (next && isOnStep && endStep.current) return endStep.current.moveTo(url);
      endStep.current?.();
      endStep.current = null;
      // The step of something else, such as a picture over the page, may be above the address.
      if (next && (isOnStep || !panelInAddress())) pushStep(url);
      else if (!isOnStep) history.replaceState(null, "", url);
    },
    [pushStep],
  );
  return { panel, setPanel };
}

function panelIn(params: Pick<URLSearchParams, "get">): SidePanel {
  if (params.get("panel")) return "details";
  const [rootId] = /^[a-z0-9]+$/.exec(params.get("thread") ?? "") ?? [""];
  return rootId && threadPanel(rootId, Number(params.get("message")));
}

const panelInAddress = () => panelIn(new URLSearchParams(location.search));

function addressWith(panel: SidePanel): URL {
  const url = new URL(location.href);
  const { searchParams } = url;
  for (const name of ["panel", "thread", "message"]) searchParams.delete(name);
  const [rootId = "", seq] = panel.split(" ");
  if (panel === "details") searchParams.set("panel", panel);
  else if (panel) searchParams.set("thread", rootId);
  if (seq) searchParams.set("message", seq);
  return url;
}
