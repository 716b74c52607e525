"use client";

import { Check } from "lucide-react";
import { useOnline, useViewer } from "@/components/chats/chat-list-provider";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/lib/cn";
import { plainName, type User } from "@/lib/users/schema";

type OptionProps = { id: string; person: User; isActive: boolean; isChosen: boolean; onChoose: () => void };

/** A person in the list of a people picker, with a check mark if they are chosen. */
export function PersonOption({ id, person, isActive, isChosen, onChoose }: OptionProps) {
  const viewer = useViewer();
  const online = useOnline();
  return (
    // The focus stays in the field above, whose aria-activedescendant is this option.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox handles the keys.
    // biome-ignore lint/a11y/useFocusableInteractive: the combobox has the focus.
    <div
      id={id}
      role="option"
      aria-selected={isChosen}
      onClick={onChoose}
      ref={(node) => {
        if (isActive) node?.scrollIntoView({ block: "nearest" });
      }}
      className={cn(
        "flex h-9 cursor-default items-center gap-2 rounded-control px-2 text-sm pointer-coarse:h-11 hover:bg-accent",
        isActive && "bg-accent",
      )}
    >
      <Avatar user={person} size={24} presence={online.has(person.id) ? "online" : undefined} />
      <span className="min-w-0 flex-1 truncate">
        {plainName(person)}
        {person.id === viewer.id && " (you)"}
        <span className="text-muted-foreground"> @{person.username}</span>
      </span>
      {isChosen && <Check aria-hidden className="size-4 text-primary" />}
    </div>
  );
}
