import { codeOnDemand, lazyHydrated, onDemand } from "@/components/ui/on-demand";

// All of it is one file, because each file more costs a room page some 70 bytes before it is usable.
const load = () => import("./loaded");

/** The server draws the reactions; their code comes with the first that is on the page, or when the page is idle. */
export const Reactions = lazyHydrated(() => load().then((module) => module.Reactions), {
  fallback: <div className="mt-1 h-6.5 pointer-coarse:h-8" />,
});

export const ReactionsHost = onDemand(() => load().then((module) => module.ReactionsHost), {
  waitsForIdle: true,
  fallback: null,
});

export const loadReactions = codeOnDemand(load);
