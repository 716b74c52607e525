"use client";

import type { LucideIcon } from "lucide-react";
import { useId } from "react";
import { Label } from "@/components/ui/label";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";

type Props<N extends string> = {
  names: readonly N[];
  choices: Record<N, { label: string; hint: string; icon: LucideIcon }>;
  chosen: N;
  /** The id of the heading above the list. */
  labelledBy: string;
  onChoose: (value: string) => void;
};

/** Radio buttons, each with a sentence that says what it means. */
export function RadioList<N extends string>({ names, choices, chosen, labelledBy, onChoose }: Props<N>) {
  const id = useId();
  return (
    <RadioGroup
      value={chosen}
      onValueChange={onChoose}
      aria-labelledby={labelledBy}
      className="max-w-md gap-0 divide-y overflow-hidden rounded-card border bg-card"
    >
      {names.map((name) => {
        const { label, hint, icon: Icon } = choices[name];
        return (
          <Label
            key={name}
            htmlFor={`${id}-${name}`}
            className="flex w-full cursor-pointer items-center gap-3 px-4 py-3 transition-colors hover:bg-accent has-[[data-state=checked]]:bg-selected/45"
          >
            <Icon aria-hidden className="size-5 shrink-0 stroke-[1.75] text-muted-foreground" />
            <span className="min-w-0 flex-1">
              {label}
              <span id={`${id}-${name}-hint`} className="block text-meta font-normal text-muted-foreground">
                {hint}
              </span>
            </span>
            <RadioGroupItem
              id={`${id}-${name}`}
              value={name}
              aria-label={label}
              aria-describedby={`${id}-${name}-hint`}
            />
          </Label>
        );
      })}
    </RadioGroup>
  );
}
