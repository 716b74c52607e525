import { onDemand } from "@/components/ui/on-demand";

// Few people need them, and not often: their code is loaded once what leads to them is on screen, by `usePreload`.
const load = () => import("./attention-parts");

export const MuteDialog = onDemand(() => load().then((module) => module.MuteDialog), { isRare: true });
export const AttentionDialog = onDemand(() => load().then((module) => module.AttentionDialog), { isRare: true });
export const AttentionSettings = onDemand(() => load().then((module) => module.AttentionSettings), {
  isRare: true,
  fallback: <div className="h-48" />,
});
