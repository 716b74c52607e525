/** The end of a person's "do not disturb" as it is at a moment: null once it has passed. */
export function quietUntil(doNotDisturbUntil: string | null, now = Date.now()): string | null {
  return doNotDisturbUntil !== null && Date.parse(doNotDisturbUntil) > now ? doNotDisturbUntil : null;
}
