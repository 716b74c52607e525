import { savePreference } from "@/components/ui/preference-cookie";

export const THEME_COOKIE = "parley-theme";
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** The chosen theme from its cookie's value; the system's unless a valid one was chosen. */
export function readTheme(value: string | undefined): Theme {
  return THEMES.find((theme) => theme === value) ?? "system";
}

/** Shows the page in `theme` and keeps it in this browser's cookie, so that the server draws the next first paint in it. */
export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  savePreference(THEME_COOKIE, theme);
}
