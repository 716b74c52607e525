type Actor = { id: string; role: string };

/** Administrators add emoji, and members where that is allowed. */
export function canAddEmoji({ role }: Pick<Actor, "role">, membersMayAdd: boolean): boolean {
  return role === "ADMIN" || (role === "MEMBER" && membersMayAdd);
}

/** Who may add emoji may remove their own ones; administrators remove any. */
export function canRemoveEmoji(actor: Actor, addedById: string, membersMayAdd: boolean): boolean {
  return actor.role === "ADMIN" || (actor.id === addedById && canAddEmoji(actor, membersMayAdd));
}
