"use client";

import { useId, useState } from "react";
import { useChatActions } from "@/components/chats/chat-list-provider";
import { errorMessageOf } from "@/components/ui/form-errors";
import { Label } from "@/components/ui/label";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { api } from "@/lib/browser/api";
import type { UpdateRoomInput } from "@/lib/rooms/input-schema";
import { roomReplySchema } from "@/lib/rooms/schema";

type ChoiceProps<T extends string> = {
  roomId: string;
  title: string;
  value: T;
  choices: readonly { value: T; label: string; hint: string }[];
  /** The change of the room that a choice is. */
  toInput: (value: T) => UpdateRoomInput;
};

/** A setting of a room, of which one choice holds. It is stored as soon as it is chosen. */
export function RoomChoice<T extends string>({ roomId, title, value, choices, toInput }: ChoiceProps<T>) {
  const { storeRoom } = useChatActions();
  const id = useId();
  const [wanted, setWanted] = useState<T | null>(null);
  const [problem, setProblem] = useState("");

  async function choose(chosen: T): Promise<void> {
    setWanted(chosen);
    setProblem("");
    await api(`/api/chat/rooms/${roomId}`, { method: "PATCH", body: toInput(chosen), schema: roomReplySchema }).then(
      (reply) => storeRoom(reply.room),
      (error) => setProblem(errorMessageOf(error)),
    );
    setWanted(null);
  }

  return (
    <section aria-labelledby={`${id}title`} className="grid gap-1 border-b px-5 py-4">
      <h3 id={`${id}title`} className="text-meta text-muted-foreground">
        {title}
      </h3>
      <RadioGroup
        value={wanted ?? value}
        onValueChange={(next) => void choose(next as T)}
        aria-label={title}
        className="gap-0"
      >
        {choices.map((choice) => (
          <Label
            key={choice.value}
            htmlFor={id + choice.value}
            className="flex cursor-pointer items-center gap-3 py-1.5"
          >
            <RadioGroupItem
              id={id + choice.value}
              value={choice.value}
              aria-label={choice.label}
              aria-describedby={`${id}${choice.value}-hint`}
            />
            <span className="min-w-0 flex-1">
              {choice.label}
              <span id={`${id}${choice.value}-hint`} className="block text-meta font-normal text-muted-foreground">
                {choice.hint}
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
