"use client";

import { Dialog, DialogBody, DialogContent, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { listShortcuts } from "./shortcuts";

/** The list of keyboard shortcuts. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const isApple = /Mac|iPhone|iPad/.test(navigator.platform);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent aria-describedby={undefined}>
        <DialogHeader>
          <DialogTitle>Keyboard shortcuts</DialogTitle>
        </DialogHeader>
        {/* Nothing in the list takes the focus, so that only with the list itself it can be scrolled by keys. */}
        <DialogBody role="region" aria-label="All shortcuts" tabIndex={0} className="grid gap-4 pb-5">
          {listShortcuts(isApple ? "⌘" : "Ctrl").map(({ title, shortcuts }) => (
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
