import "server-only";
import type { ChangeKind, Effect, Write } from "./effect.ts";
import { linksEffect } from "./links.ts";
import { mentionsEffect } from "./mentions.ts";

/** All that hangs on a message's text. One list for sending, editing and deleting: none can be forgotten for one of them. */
const EFFECTS: readonly Effect[] = [mentionsEffect, linksEffect];

/** Reads off `body` what the change brings with it; the result writes it, in the change's own transaction. */
export function prepareEffects(kind: ChangeKind, body: string): Write {
  const writes = EFFECTS.flatMap((effect) => effect(kind, body) ?? []);
  return async (tx, message) => {
    for (const write of writes) await write(tx, message);
  };
}
