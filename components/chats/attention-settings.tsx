"use client";

import { BellOff } from "lucide-react";
import { useId, useState } from "react";
import { useViewer } from "@/components/chats/chat-list-provider";
import { Button } from "@/components/ui/button";
import { Label } from "@/components/ui/label";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { useReader } from "@/components/ui/time";
import { setInRoom } from "@/lib/members/browser/settings-queue";
import type { RoomLevel } from "@/lib/rooms/member-settings";
import type { Room } from "@/lib/rooms/schema";
import { MuteDialog } from "./mute-dialog";
import { endInWords } from "./mute-words";

const LEVELS: Record<RoomLevel, { label: string; hint: string }> = {
  EVERYTHING: { label: "Everything", hint: "Every message counts, in the window's title too." },
  MENTIONS: { label: "Mentions", hint: "Only what mentions you counts." },
  NOTHING: { label: "Nothing", hint: "Nothing counts, not even what mentions you." },
};

/** What of a chat is to interrupt the viewer, and whether it is muted. */
export function AttentionSettings({ room }: { room: Room }) {
  const viewer = useViewer();
  const reader = useReader();
  const id = useId();
  const [isMuting, setMuting] = useState(false);
  const { level, mutedUntil } = room.settings;
  const end = mutedUntil && endInWords(mutedUntil, reader);
  return (
    <div className="grid gap-3">
      <RadioGroup
        value={level}
        onValueChange={(value) => setInRoom(viewer.id, room.id, { level: value as RoomLevel })}
        aria-label="What counts"
        className="gap-0"
      >
        {(Object.keys(LEVELS) as RoomLevel[]).map((name) => (
          <Label key={name} htmlFor={id + name} className="flex cursor-pointer items-center gap-3 py-1.5">
            <RadioGroupItem
              id={id + name}
              value={name}
              aria-label={LEVELS[name].label}
              aria-describedby={`${id}${name}-hint`}
            />
            <span className="min-w-0 flex-1">
              {LEVELS[name].label}
              <span id={`${id}${name}-hint`} className="block text-meta font-normal text-muted-foreground">
                {LEVELS[name].hint}
              </span>
            </span>
          </Label>
        ))}
      </RadioGroup>
      <div className="flex min-h-9 items-center justify-between gap-3 text-sm">
        {mutedUntil === null ? (
          <span className="text-muted-foreground">Not muted</span>
        ) : (
          <span className="flex items-center gap-2">
            <BellOff aria-hidden className="size-4 shrink-0 text-muted-foreground" />
            {end ? `Muted until ${end}` : "Muted"}
          </span>
        )}
        {mutedUntil === null ? (
          <Button variant="outline" size="sm" onClick={() => setMuting(true)}>
            Mute…
          </Button>
        ) : (
          <Button variant="outline" size="sm" onClick={() => setInRoom(viewer.id, room.id, { mutedUntil: null })}>
            Unmute
          </Button>
        )}
      </div>
      {isMuting && <MuteDialog room={room} onClose={() => setMuting(false)} />}
    </div>
  );
}
