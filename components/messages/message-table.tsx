import { cn } from "@/lib/cn";
import { directionOf } from "@/lib/messages/text/direction-of";
import type { Align, Block } from "@/lib/messages/text/nodes";
import { MessageInlines, type Shown } from "./message-inlines";

type Props = { block: Extract<Block, { type: "table" }>; shown: Shown };

const SIDES: Record<Align, string> = { start: "text-start", center: "text-center", end: "text-end" };

/** A table. When it is wider than the message, it scrolls inside of its own box. */
export function MessageTable({ block: { align, head, rows, ...block }, shown }: Props) {
  const sideOf = (index: number) => SIDES[align[index] ?? "start"];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields, and here is none.
    <div
      role="group"
      aria-label="Table"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: without a mouse it is scrolled by the arrow keys.
      tabIndex={0}
      dir={directionOf({ align, head, rows, ...block })}
      className="w-fit max-w-full overflow-x-auto rounded-card border border-border -outline-offset-2"
    >
      <table className="w-max border-collapse text-meta">
        <thead className="bg-muted">
          <tr>
            {head.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a body is rendered as a whole; its cells have no other identity.
              <th key={index} scope="col" dir="auto" className={cn(CELL, "font-semibold", sideOf(index))}>
                <MessageInlines nodes={cell} shown={shown} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: see above.
            <tr key={index} className="border-t border-border">
              {row.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: see above.
                <td key={column} dir="auto" className={cn(CELL, sideOf(column))}>
                  <MessageInlines nodes={cell} shown={shown} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const CELL = "min-w-12 max-w-64 border-s border-border px-2.5 py-1 align-top first:border-s-0 wrap-break-word";
