import "server-only";
import { linksOf } from "../text/links-of.ts";
import type { Effect } from "./effect.ts";

/** Notes that a message has links, for the list of the room's; the links themselves are read off its text. */
export const linksEffect: Effect = (kind, body) => {
  const hasLinks = linksOf(body).length > 0;
  if (kind === "send" && !hasLinks) return null;
  return async ({ sql }, { id, roomId, seq }) => {
    if (kind !== "send") await sql.run(`DELETE FROM "Link" WHERE "messageId" = ?`, id);
    if (hasLinks) await sql.run(`INSERT INTO "Link" ("messageId", "roomId", "seq") VALUES (?, ?, ?)`, id, roomId, seq);
  };
};
