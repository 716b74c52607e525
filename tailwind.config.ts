import type { Config } from "tailwindcss";

/** The names of the colour tokens. Their values for light and dark are in app/globals.css. */
const COLOURS = [
  "background",
  "foreground",
  "card",
  "card-foreground",
  "sidebar",
  "sidebar-foreground",
  "popover",
  "popover-foreground",
  "muted",
  "muted-foreground",
  "primary",
  "primary-hover",
  "primary-foreground",
  "secondary",
  "secondary-foreground",
  "accent",
  "accent-foreground",
  "selected",
  "selected-foreground",
  "destructive",
  "destructive-foreground",
  "destructive-fill",
  "destructive-fill-hover",
  "destructive-fill-foreground",
  "border",
  "input",
  "ring",
  "mention",
  "mention-foreground",
  "online",
  "overlay",
  "code-keyword",
  "code-string",
  "code-number",
  "code-title",
  "code-type",
  "code-attribute",
];

const STATE = "120ms ease-out both";
const PANEL = "180ms cubic-bezier(0.2, 0, 0, 1) both";

/** The animations of a panel that slides in from `from` (a CSS translate) and back. */
function slide(from: string) {
  return { in: { from: { translate: from } }, out: { to: { translate: from } } };
}

const up = slide("0 100%");
const end = slide("calc(100% * var(--inline-direction)) 0");
const start = slide("calc(-100% * var(--inline-direction)) 0");

export default {
  content: [],
  // The tokens switch with the theme by themselves; `dark:` is for the few elements that cannot use them.
  darkMode: [
    "variant",
    ["&:is([data-theme=dark] *)", "@media (prefers-color-scheme: dark) { &:is([data-theme=system] *) }"],
  ],
  theme: {
    extend: {
      colors: Object.fromEntries(COLOURS.map((name) => [name, `var(--${name})`])),
      borderColor: { DEFAULT: "var(--border)" },
      // Sizes are in rem, so that the reader's own font size scales everything; the names are px at the usual 16.
      fontSize: {
        message: ["0.9375rem", { lineHeight: "1.375rem" }],
        meta: ["0.8125rem", { lineHeight: "1.125rem" }],
        title: ["1.25rem", { lineHeight: "1.75rem" }],
      },
      fontFamily: {
        sans: [
          "system-ui",
          "-apple-system",
          "Segoe UI",
          "Roboto",
          "Noto Sans",
          "Helvetica Neue",
          "Arial",
          "sans-serif",
        ],
        mono: ["ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "Liberation Mono", "monospace"],
      },
      borderRadius: { control: "6px", card: "10px" },
      maxWidth: { measure: "76ch" },
      boxShadow: {
        raised: "0 1px 2px oklch(0 0 0 / 0.06), 0 4px 16px oklch(0 0 0 / 0.08)",
        floating: "0 2px 6px oklch(0 0 0 / 0.08), 0 16px 48px oklch(0 0 0 / 0.18)",
      },
      transitionDuration: { DEFAULT: "120ms" },
      transitionTimingFunction: { DEFAULT: "ease-out" },
      keyframes: {
        "fade-in": { from: { opacity: "0" } },
        "fade-out": { to: { opacity: "0" } },
        "pop-in": { from: { opacity: "0", scale: "0.97" } },
        "pop-out": { to: { opacity: "0", scale: "0.97" } },
        "up-in": up.in,
        "up-out": up.out,
        "end-in": end.in,
        "end-out": end.out,
        "start-in": start.in,
        "start-out": start.out,
      },
      animation: {
        "fade-in": `fade-in ${STATE}`,
        "fade-out": `fade-out ${STATE}`,
        "pop-in": `pop-in ${STATE}`,
        "pop-out": `pop-out ${STATE}`,
        "up-in": `up-in ${PANEL}`,
        "up-out": `up-out ${PANEL}`,
        "end-in": `end-in ${PANEL}`,
        "end-out": `end-out ${PANEL}`,
        "start-in": `start-in ${PANEL}`,
        "start-out": `start-out ${PANEL}`,
      },
    },
  },
} satisfies Config;
