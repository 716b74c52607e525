"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { RadioList } from "./radio-list";
import { chooseTheme, readTheme, THEMES, type Theme } from "./theme";

const CHOICES = {
  system: { label: "System", hint: "Light or dark, as this device is set.", icon: Monitor },
  light: { label: "Light", hint: "Always light.", icon: Sun },
  dark: { label: "Dark", hint: "Always dark.", icon: Moon },
};

/** Radio buttons for the theme of this browser. */
export function Appearance({ theme }: { theme: Theme }) {
  const [chosen, setChosen] = useState(theme);

  function choose(value: string) {
    const next = readTheme(value);
    setChosen(next);
    chooseTheme(next);
  }

  return <RadioList names={THEMES} choices={CHOICES} chosen={chosen} labelledBy="settings-section" onChoose={choose} />;
}
