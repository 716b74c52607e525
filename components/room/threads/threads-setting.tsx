"use client";

import { useId, useState } from "react";
import { useChatActions } from "@/components/chats/chat-list-provider";
import { errorMessageOf } from "@/components/ui/form-errors";
import { Label } from "@/components/ui/label";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { api } from "@/lib/browser/api";
import { type Room, roomReplySchema } from "@/lib/rooms/schema";
import type { RoomThreads } from "@/lib/threads/schema";

const CHOICES: Record<RoomThreads, { label: string; hint: string }> = {
  ON: { label: "On", hint: "A message can be answered in the room or in its thread." },
  REQUIRED: { label: "Required", hint: "Messages are answered in their threads only." },
  OFF: { label: "Off", hint: "No new replies in threads. What was written stays readable." },
};
const ORDER = ["ON", "REQUIRED", "OFF"] as const;

/** Whether messages of a room can have threads, for those who may say so. */
export function ThreadsSetting({ room }: { room: Room }) {
  const { storeRoom } = useChatActions();
  const id = useId();
  const [wanted, setWanted] = useState<RoomThreads | null>(null);
  const [problem, setProblem] = useState("");

  async function choose(threads: RoomThreads): Promise<void> {
    setWanted(threads);
    setProblem("");
    const path = `/api/chat/rooms/${room.id}`;
    await api(path, { method: "PATCH", body: { threads }, schema: roomReplySchema }).then(
      (reply) => storeRoom(reply.room),
      (error) => setProblem(errorMessageOf(error)),
    );
    setWanted(null);
  }

  return (
    <section aria-labelledby={`${id}title`} className="grid gap-1 border-b px-5 py-4">
      <h3 id={`${id}title`} className="text-meta text-muted-foreground">
        Threads
      </h3>
      <RadioGroup
        value={wanted ?? room.threads}
        onValueChange={(value) => void choose(value as RoomThreads)}
        aria-label="Threads"
        className="gap-0"
      >
        {ORDER.map((name) => (
          <Label key={name} htmlFor={id + name} className="flex cursor-pointer items-center gap-3 py-1.5">
            <RadioGroupItem
              id={id + name}
              value={name}
              aria-label={CHOICES[name].label}
              aria-describedby={`${id}${name}-hint`}
            />
            <span className="min-w-0 flex-1">
              {CHOICES[name].label}
              <span id={`${id}${name}-hint`} className="block text-meta font-normal text-muted-foreground">
                {CHOICES[name].hint}
              </span>
            </span>
          </Label>
        ))}
      </RadioGroup>
      {problem && (
        <p role="alert" className="text-meta text-destructive">
          {problem}
        </p>
      )}
    </section>
  );
}
