"use client";

import { ArrowDownToLine, Bookmark } from "lucide-react";
import { useState } from "react";
import { savePreference } from "@/components/ui/preference-cookie";
import { OPEN_AT, OPEN_AT_COOKIE, type OpenAt, readOpenAt } from "@/lib/messages/open-at";
import { RadioList } from "./radio-list";

const CHOICES = {
  newest: {
    label: "At the newest message",
    hint: "What is unread is above; a button leads to its beginning.",
    icon: ArrowDownToLine,
  },
  unread: { label: "At the first unread message", hint: "Read on where you stopped.", icon: Bookmark },
};

/**
 * Lets a person choose, for this browser, whether rooms with unread messages open at the first unread or at the newest
 * message.
 */
export function OpenAtChoice({ openAt }: { openAt: OpenAt }) {
  const [chosen, setChosen] = useState(openAt);
  return (
    <RadioList
      names={OPEN_AT}
      choices={CHOICES}
      chosen={chosen}
      labelledBy="open-at"
      onChoose={(value) => {
        const next = readOpenAt(value);
        setChosen(next);
        savePreference(OPEN_AT_COOKIE, next);
      }}
    />
  );
}
