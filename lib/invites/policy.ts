/** Invitations decide who gets in at all, so they are the administrators'. */
export function canInvite(actor: { role: "ADMIN" | "MEMBER" }): boolean {
  return actor.role === "ADMIN";
}
