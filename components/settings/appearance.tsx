"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useId, useState } from "react";
import { Label } from "@/components/ui/label";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { chooseTheme, readTheme, THEMES, type Theme } from "./theme";

const CHOICES = {
  system: { label: "System", hint: "Light or dark, as this device is set.", icon: Monitor },
  light: { label: "Light", hint: "Always light.", icon: Sun },
  dark: { label: "Dark", hint: "Always dark.", icon: Moon },
};

export function Appearance({ theme }: { theme: Theme }) {
  const [chosen, setChosen] = useState(theme);
  const id = useId();

  function choose(value: string) {
    const next = readTheme(value);
    setChosen(next);
    chooseTheme(next);
  }

  return (
    <RadioGroup
      value={chosen}
      onValueChange={choose}
      aria-labelledby="settings-section"
      className="max-w-md gap-0 divide-y overflow-hidden rounded-card border bg-card"
    >
      {THEMES.map((name) => {
        const { label, hint, icon: Icon } = CHOICES[name];
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
