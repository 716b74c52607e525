"use client";

import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { errorMessageOf } from "@/components/ui/form-errors";
import { Input } from "@/components/ui/input";
import { useReader } from "@/components/ui/time";
import { api } from "@/lib/browser/api";
import { dayKey } from "@/lib/calendar";
import type { MessagePlace } from "@/lib/messages/address";
import { historyReplySchema } from "@/lib/messages/schema";
import type { Room } from "@/lib/rooms/schema";
import { spanOf } from "@/lib/search/dates";

type Props = { room: Room; onJump: (place: MessagePlace) => void };

/** A field for a day, which shows the conversation from the first message of that day on. */
export function JumpToDate({ room, onJump }: Props) {
  const { zone } = useReader();
  const [day, setDay] = useState("");
  const [note, setNote] = useState("");
  const [isBusy, setBusy] = useState(false);
  const id = useId();

  async function go(): Promise<void> {
    setBusy(true);
    setNote("");
    try {
      const span = spanOf(day, Date.now(), zone);
      if (!span) return;
      const first = await findFirst(room.id, span.from);
      if (!first) return setNote("Nothing was written on that day or later.");
      if (Date.parse(first.createdAt) >= span.to) setNote("Nothing was written on that day. This is what came next.");
      onJump(first);
    } catch (error) {
      setNote(errorMessageOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <section aria-label="Jump to a date" className="border-b px-5 py-4">
      <form
        className="grid gap-1.5"
        onSubmit={(event) => {
          event.preventDefault();
          if (day !== "") void go();
        }}
      >
        <label htmlFor={id} className="text-meta text-muted-foreground">
          Jump to a date
        </label>
        <div className="flex gap-2">
          <Input
            id={id}
            type="date"
            min={dayKey(new Date(room.createdAt), zone)}
            max={dayKey(Date.now(), zone)}
            value={day}
            onChange={(event) => setDay(event.target.value)}
            className="flex-1"
          />
          <Button type="submit" variant="outline" loading={isBusy} disabled={day === ""}>
            Go
          </Button>
        </div>
        <p role="status" className="text-meta text-muted-foreground">
          {note}
        </p>
      </form>
    </section>
  );
}

/** The first message that was written at this moment or later. */
async function findFirst(roomId: string, from: number) {
  const query = `at=${encodeURIComponent(new Date(from).toISOString())}&limit=1`;
  const page = await api(`/api/chat/rooms/${roomId}/messages?${query}`, { schema: historyReplySchema });
  return page.messages[0];
}
