"use client";

import { Compass, MessageSquarePlus, Plus, Search, Settings } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMemo, useRef, useState } from "react";
import { useOpenDialog } from "@/components/chats/chat-dialogs";
import { useChats } from "@/components/chats/chat-list-provider";
import type { Command } from "@/components/find/find-entries";
import { FindList } from "@/components/find/find-list";
import { Dialog, DialogContent, DialogTitle } from "@/components/ui/dialog";
import { isUnread } from "@/lib/rooms/attention";
import type { Room } from "@/lib/rooms/schema";

/** The longest possible list of chats, of people and of rooms. */
const SHOWN_MAX = 8;
const LIST_ID = "go-to";

/** The dialog that goes to a chat, a person, messages or a command by name. */
export function Switcher({ onClose }: { onClose: () => void }) {
  const [query, setQuery] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const commands = useCommands(onClose);
  const suggested = useSuggestedChats();
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        hideClose
        aria-describedby={undefined}
        className="overflow-hidden max-sm:inset-x-2 max-sm:top-2 max-sm:bottom-auto max-sm:rounded-card max-sm:border sm:mt-[12vh] sm:max-w-lg"
      >
        <DialogTitle className="sr-only">Go to</DialogTitle>
        <div className="flex items-center gap-2.5 border-b px-4">
          <Search aria-hidden className="size-4 shrink-0 text-muted-foreground" />
          <input
            ref={field}
            role="combobox"
            aria-label="Go to"
            aria-autocomplete="list"
            aria-expanded
            aria-controls={LIST_ID}
            autoComplete="off"
            spellCheck={false}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            placeholder="Find people, rooms and messages"
            className="h-12 min-w-0 flex-1 bg-transparent text-typed outline-none"
          />
        </div>
        <div className="px-1.5">
          <FindList
            id={LIST_ID}
            field={field}
            query={query}
            max={SHOWN_MAX}
            isDense
            commands={commands}
            suggested={suggested}
            className="-mx-1.5 max-h-[min(24rem,60dvh)] overflow-y-auto overscroll-contain p-1.5"
            onDone={onClose}
          />
        </div>
      </DialogContent>
    </Dialog>
  );
}

/** Without a query it offers unread chats first, then the newest ones, but not the chat on screen. */
function useSuggestedChats(): readonly Room[] {
  const chats = useChats();
  return useMemo(() => {
    const elsewhere = chats.filter(({ id, archivedAt }) => location.pathname !== `/rooms/${id}` && archivedAt === null);
    return elsewhere.sort((a, b) => Number(isUnread(b)) - Number(isUnread(a)));
  }, [chats]);
}

function useCommands(onClose: () => void): readonly Command[] {
  const open = useOpenDialog();
  const router = useRouter();
  const [commands] = useState((): readonly Command[] => {
    const closing = (run: () => void) => () => {
      onClose();
      run();
    };
    return [
      { title: "Browse rooms", icon: <Compass aria-hidden />, run: closing(() => router.push("/browse")) },
      { title: "Create a room", icon: <Plus aria-hidden />, run: closing(() => open("room")) },
      { title: "Start a direct chat", icon: <MessageSquarePlus aria-hidden />, run: closing(() => open("direct")) },
      { title: "Settings", icon: <Settings aria-hidden />, run: closing(() => router.push("/settings")) },
    ];
  });
  return commands;
}
