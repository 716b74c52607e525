import { savePreference } from "@/components/ui/preference-cookie";

export const THEME_COOKIE = "parley-theme";
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** The theme of a cookie's value, or "system" where the value is not a theme. */
export function readTheme(value: string | undefined): Theme {
  return THEMES.find((theme) => theme === value) ?? "system";
}

/** Applies `theme` to the page and stores it in a cookie, so that the server's next first paint has it. */
export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  savePreference(THEME_COOKIE, theme);
}
