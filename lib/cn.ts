import { type ClassValue, clsx } from "clsx";
import { createTailwindMerge } from "tailwind-merge";

// The library's own table of every utility there is weighs 7 kB compressed, on the log-in page too. This one knows the
// kinds of classes that are used here; tests/unit/ui/cn.test.ts reads them all and compares (docs/decisions/013).
const any = () => true;
const isSize = (value: string) => /^(\d|xs|sm|base|lg|xl|message|meta|title|typed|\[\d)/.test(value);

/** `px` → every class that begins with `px-`. */
const families = (...names: string[]) => Object.fromEntries(names.map((name) => [name, [{ [name]: [any] }]]));

const merge = createTailwindMerge(() => ({
  cacheSize: 500,
  theme: {},
  classGroups: {
    display: ["block", "inline-block", "inline", "flex", "inline-flex", "grid", "inline-grid", "contents", "hidden"],
    position: ["static", "fixed", "absolute", "relative", "sticky"],
    visibility: ["visible", "invisible", "collapse"],
    sr: ["sr-only", "not-sr-only"],
    truncate: ["truncate", "text-ellipsis", "text-clip"],
    direction: ["flex-row", "flex-col", "flex-row-reverse", "flex-col-reverse"],
    wrap: ["flex-wrap", "flex-nowrap"],
    flex: [{ flex: ["1", "auto", "none"] }],
    textAlign: [{ text: ["start", "center", "end"] }],
    balance: [{ text: ["balance", "pretty", "wrap", "nowrap"] }],
    fontSize: [{ text: [isSize] }],
    color: [{ text: [any] }],
    weight: [{ font: ["normal", "medium", "semibold", "bold"] }],
    family: [{ font: ["sans", "mono"] }],
    italic: ["italic", "not-italic"],
    decoration: ["underline", "line-through", "no-underline"],
    wordBreak: ["break-all", "break-words", "break-normal", "break-keep"],
    wordWrap: ["wrap-anywhere", "wrap-break-word"],
    numbers: ["tabular-nums"],
    isolation: ["isolate", "isolation-auto"],
    box: ["box-border", "box-content"],
    rounded: [{ rounded: ["", any] }],
    roundedTop: [{ "rounded-t": [any] }],
    border: [{ border: ["", "0", "2"] }],
    borderStyle: [{ border: ["solid", "dashed", "dotted"] }],
    borderStart: [{ "border-s": ["", isSize] }],
    borderEnd: [{ "border-e": ["", isSize] }],
    borderTop: [{ "border-t": ["", isSize] }],
    borderBottom: [{ "border-b": ["", isSize] }],
    borderColor: [{ border: [any] }],
    ring: [{ ring: ["", isSize] }],
    ringColor: [{ ring: [any] }],
    outline: [{ outline: ["", isSize] }],
    outlineStyle: [{ outline: ["none", "hidden"] }],
    outlineColor: [{ outline: [any] }],
    resize: [{ resize: ["", any] }],
    divide: [{ "divide-y": ["", isSize] }],
    stroke: [{ stroke: [isSize] }],
    strokeColor: [{ stroke: [any] }],
    decorationColor: [{ decoration: [any] }],
    grow: [{ grow: ["", isSize] }],
    shrink: [{ shrink: ["", isSize] }],
    ...families(
      ...[
        "p",
        "px",
        "py",
        "ps",
        "pe",
        "pt",
        "pb",
        "m",
        "mx",
        "my",
        "ms",
        "me",
        "mt",
        "mb",
        "gap",
        "space-x",
        "space-y",
      ],
      ...["w", "h", "size", "min-w", "min-h", "max-w", "max-h", "inset", "inset-x", "inset-y", "top", "bottom"],
      ...["z", "opacity", "bg", "shadow", "animate", "cursor", "leading", "whitespace", "select", "items", "justify"],
      ...["overflow", "overflow-x", "overflow-y", "overscroll", "transition", "origin", "list", "gap-x", "gap-y"],
      ...["basis", "grid-cols", "place-items", "justify-self", "rotate", "translate-x", "translate-y", "scale-x"],
      ...["underline-offset", "outline-offset", "tracking", "fill", "aspect", "appearance", "align", "float"],
      ...["field-sizing", "scroll-my", "pointer-events"],
    ),
    start: [{ start: [any], "inset-s": [any] }],
    end: [{ end: [any], "inset-e": [any] }],
  },
  conflictingClassGroups: {
    p: ["px", "py", "ps", "pe", "pt", "pb"],
    px: ["ps", "pe"],
    py: ["pt", "pb"],
    m: ["mx", "my", "ms", "me", "mt", "mb"],
    mx: ["ms", "me"],
    my: ["mt", "mb"],
    gap: ["gap-x", "gap-y"],
    flex: ["basis", "grow", "shrink"],
    size: ["w", "h"],
    inset: ["inset-x", "inset-y", "start", "end", "top", "bottom"],
    "inset-x": ["start", "end"],
    "inset-y": ["top", "bottom"],
    overflow: ["overflow-x", "overflow-y"],
    rounded: ["roundedTop"],
    border: ["borderStart", "borderEnd", "borderTop", "borderBottom"],
    fontSize: ["leading"],
  },
  conflictingClassGroupModifiers: { fontSize: ["leading"] },
  orderSensitiveModifiers: ["*", "**", "after", "backdrop", "before", "details-content", "first-letter", "marker"],
}));

/** Joins class names; of two that set the same property the later one stays. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
