/** Only administrators manage accounts, because accounts decide who can log in and as whom. */
export function canAdminister(actor: { role: "ADMIN" | "MEMBER" }): boolean {
  return actor.role === "ADMIN";
}
