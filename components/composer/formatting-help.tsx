"use client";

import type { ReactNode } from "react";
import { Dialog, DialogBody, DialogContent, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { useCloseOnBack } from "@/components/ui/history-step";
import { Kbd } from "@/components/ui/kbd";

type Way = { written: string; shown: ReactNode; keys?: string };

const CODE = "rounded bg-muted px-1 py-0.5 font-mono text-[0.8125rem]";

const WAYS: Way[] = [
  { written: "**bold**", shown: <strong>bold</strong>, keys: "B" },
  { written: "_italic_", shown: <em>italic</em>, keys: "I" },
  { written: "~~struck out~~", shown: <del>struck out</del> },
  { written: "`code`", shown: <code className={CODE}>code</code> },
  {
    written: "```\nseveral lines\nof code\n```",
    shown: <code className={`${CODE} block whitespace-pre`}>{"several lines\nof code"}</code>,
  },
  {
    written: "- one\n- two",
    shown: (
      <ul className="list-disc ps-4">
        <li>one</li>
        <li>two</li>
      </ul>
    ),
  },
  {
    written: "1. first\n2. second",
    shown: (
      <ol className="list-decimal ps-4">
        <li>first</li>
        <li>second</li>
      </ol>
    ),
  },
  { written: "> quoted", shown: <span className="border-s-[3px] border-border ps-2">quoted</span> },
  {
    written: "[words](https://…)",
    shown: <span className="text-primary underline underline-offset-2">words</span>,
  },
  { written: "@name, @all", shown: "calls somebody, or everybody here" },
  { written: ":tada:", shown: "🎉" },
];

/** A dialog that shows how to write bold text, code and lists, with the result of each. */
export function FormattingHelp({ onClose }: { onClose: () => void }) {
  useCloseOnBack(true, onClose);
  const mod = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl";
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent aria-describedby={undefined}>
        <DialogHeader>
          <DialogTitle>How to format a message</DialogTitle>
        </DialogHeader>
        <DialogBody className="pb-5">
          <table className="w-full text-sm">
            <thead className="sr-only">
              <tr>
                <th scope="col">What you write</th>
                <th scope="col">What is shown</th>
              </tr>
            </thead>
            <tbody className="divide-y">
              {WAYS.map(({ written, shown, keys }) => (
                <tr key={written}>
                  <td className="w-1/2 py-1.5 pe-3 align-top">
                    <code className="font-mono text-[0.8125rem] whitespace-pre-wrap">{written}</code>
                  </td>
                  <td className="py-1.5 align-top">
                    <div className="flex items-start justify-between gap-3">
                      <div className="min-w-0">{shown}</div>
                      {keys && (
                        <span className="flex shrink-0 gap-1 pointer-coarse:hidden">
                          <Kbd>{mod}</Kbd>
                          <Kbd>{keys}</Kbd>
                        </span>
                      )}
                    </div>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="pt-3 text-meta text-muted-foreground">
            A link that is pasted over selected words makes them lead there. Everything else stays as it is typed.
          </p>
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}
