import { AppError } from "../errors.ts";

/** Only administrators invite people, because invitations decide who can register. */
export function canInvite(actor: { role: "ADMIN" | "MEMBER" }): boolean {
  return actor.role === "ADMIN";
}

export const ONLY_ADMINISTRATORS = new AppError("forbidden", "Only administrators invite people.");

export function requireMayInvite(actor: Parameters<typeof canInvite>[0]): void {
  if (!canInvite(actor)) throw ONLY_ADMINISTRATORS;
}
