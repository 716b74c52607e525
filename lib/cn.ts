import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

// Our own text sizes must be known here, or twMerge takes `text-meta` for a colour and drops it beside one.
const merge = extendTailwindMerge({
  extend: { classGroups: { "font-size": [{ text: ["message", "meta", "title"] }] } },
});

/** Joins class names; of two that set the same property the later one stays. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
