import { describe, expect, test } from "vitest";
import { isKey, isShortcut } from "@/components/ui/keyboard.ts";

const key = (key: string, code: string, more = {}) => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

describe("a shortcut", () => {
  test.each([
    ["Latin", "k", "KeyK"],
    ["Latin with caps lock", "K", "KeyK"],
    ["Cyrillic", "л", "KeyK"],
    ["Greek", "κ", "KeyK"],
    ["Hebrew", "ל", "KeyK"],
    ["Arabic", "ن", "KeyK"],
    ["Dvorak, by what is on the key", "k", "KeyV"],
    ["an input method's", "Process", "KeyK"],
  ])("is found on a layout that is %s", (_, name, code) => {
    expect(isShortcut(key(name, code, { ctrlKey: true }), "k")).toBe(true);
    expect(isShortcut(key(name, code, { metaKey: true }), "k")).toBe(true);
  });

  test("is none without its key, with another one held, or where the layout has another letter there", () => {
    expect(isShortcut(key("k", "KeyK"), "k")).toBe(false);
    expect(isShortcut(key("k", "KeyK", { ctrlKey: true, shiftKey: true }), "k")).toBe(false);
    expect(isShortcut(key("k", "KeyK", { ctrlKey: true, altKey: true }), "k")).toBe(false);
    expect(isShortcut(key("t", "KeyK", { ctrlKey: true }), "k")).toBe(false);
    expect(isShortcut(key("и", "KeyB", { ctrlKey: true }), "k")).toBe(false);
  });

  test("of a sign goes by the sign, and by its place where the layout writes other digits", () => {
    expect(isKey(key("0", "Digit0"), "0", "Digit0")).toBe(true);
    expect(isKey(key("۰", "Digit0"), "0", "Digit0")).toBe(true);
    expect(isKey(key("=", "Digit0"), "0", "Digit0")).toBe(false);
  });
});
