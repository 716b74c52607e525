/** What the keys of wishes begin with that a browser keeps until the server has them: lib/browser/wish-store. */
export const WISHES = { activity: "parley:activity:", saved: "parley:saved:" } as const;

/** Whether an earlier page has left wishes of this kind, of whomever. It is asked before the code that sends them is loaded. */
export function hasKeptWishes(kind: keyof typeof WISHES): boolean {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(WISHES[kind]));
  } catch {
    return false;
  }
}
