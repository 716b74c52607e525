import type { Reader } from "@/components/ui/time-format";
import { MUTED_FOR_EVER } from "@/lib/rooms/member-settings";
import type { MuteEnd } from "@/lib/rooms/mute-ends";

export const MUTE_WORDS: Record<MuteEnd, string> = {
  hour: "For 1 hour",
  morning: "Until tomorrow morning",
  week: "For a week",
  never: "Until I turn it back on",
};

/** When a mute ends, with day and time; empty where it has no end. */
export function endInWords(mutedUntil: string, { locale, zone }: Reader): string {
  if (mutedUntil === MUTED_FOR_EVER) return "";
  return new Intl.DateTimeFormat(locale, {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "numeric",
    minute: "2-digit",
    timeZone: zone,
  }).format(new Date(mutedUntil));
}
