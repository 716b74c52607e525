"use client";

import { AtSign, File, Film, Image, Link2, Mail, Mic, Pencil, UserRound } from "lucide-react";
import { withFilter } from "@/lib/search/edit-query";
import { Choice, Choices, Picker } from "./picker";

const KINDS = [
  { operator: "has", value: "link", label: "Has a link", icon: Link2 },
  { operator: "has", value: "file", label: "Has a file of any kind", icon: File },
  { operator: "has", value: "image", label: "Has a picture", icon: Image },
  { operator: "has", value: "video", label: "Has a video", icon: Film },
  { operator: "has", value: "audio", label: "Has sound", icon: Mic },
  { operator: "is", value: "unread", label: "Is unread", icon: Mail },
  { operator: "is", value: "mine", label: "Is mine", icon: UserRound },
  { operator: "is", value: "edited", label: "Was edited", icon: Pencil },
  { operator: "mentions", value: "me", label: "Mentions me", icon: AtSign },
] as const;

/** Adds what a message has to have, or to be. */
export function KindPicker({ text, onSearch }: { text: string; onSearch: (q: string) => void }) {
  return (
    <Picker label="Kind" title="Choose a kind of message">
      {(close) => (
        <Choices label="Kinds of messages">
          {KINDS.map(({ operator, value, label, icon: Icon }) => (
            <Choice
              key={label}
              onChoose={() => {
                close();
                onSearch(withFilter(text, operator, value));
              }}
            >
              <Icon aria-hidden className="size-4 text-muted-foreground" />
              {label}
            </Choice>
          ))}
        </Choices>
      )}
    </Picker>
  );
}
