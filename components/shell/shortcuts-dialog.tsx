"use client";

import { MESSAGE_ACTIONS } from "@/components/messages/message-actions";
import { ROOM_SEARCH } from "@/components/search/room-search";
import { Dialog, DialogBody, DialogContent, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

type Shortcut = { keys: string[]; does: string };

function groups(mod: string): { title: string; shortcuts: Shortcut[] }[] {
  return [
    {
      title: "Getting around",
      shortcuts: [
        { keys: [mod, "K"], does: "Find people, rooms and messages" },
        { keys: [mod, ROOM_SEARCH.letter.toUpperCase()], does: ROOM_SEARCH.does },
        { keys: ["F3"], does: "Older hit of the search" },
        { keys: ["Shift", "F3"], does: "Newer hit of the search" },
        { keys: ["Alt", "↑"], does: "Chat above" },
        { keys: ["Alt", "↓"], does: "Chat below" },
        { keys: ["Alt", "Shift", "↑"], does: "Previous unread chat" },
        { keys: ["Alt", "Shift", "↓"], does: "Next unread chat" },
        { keys: ["Esc"], does: "Close what is open" },
        { keys: ["?"], does: "This list" },
      ],
    },
    {
      title: "Writing",
      shortcuts: [
        { keys: ["Enter"], does: "Send" },
        { keys: ["Shift", "Enter"], does: "New line" },
        { keys: [mod, "B"], does: "Bold" },
        { keys: [mod, "I"], does: "Italic" },
        ...MESSAGE_ACTIONS.flatMap(({ shortcut }) => shortcut ?? []),
      ],
    },
  ];
}

/** The list of keyboard shortcuts. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const isApple = /Mac|iPhone|iPad/.test(navigator.platform);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent aria-describedby={undefined}>
        <DialogHeader>
          <DialogTitle>Keyboard shortcuts</DialogTitle>
        </DialogHeader>
        <DialogBody className="grid gap-4 pb-5">
          {groups(isApple ? "⌘" : "Ctrl").map(({ title, shortcuts }) => (
            <section key={title} aria-label={title}>
              <h3 className="pb-1 text-meta font-medium text-muted-foreground">{title}</h3>
              <dl className="divide-y">
                {shortcuts.map(({ keys, does }) => (
                  <div key={does} className="flex items-center justify-between gap-4 py-1.5 text-sm">
                    <dt>{does}</dt>
                    <dd className="flex shrink-0 gap-1">
                      {keys.map((key) => (
                        <Kbd key={key}>{key}</Kbd>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}
