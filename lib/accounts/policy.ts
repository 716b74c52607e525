/** Accounts decide who gets in and as whom, so they are the administrators'. */
export function canAdminister(actor: { role: "ADMIN" | "MEMBER" }): boolean {
  return actor.role === "ADMIN";
}
