import "server-only";
import type { SqlTx } from "../../db/doors.ts";
import type { Effect, EffectMessage, EffectStep } from "./effect.ts";
import { filesEffect } from "./files.ts";
import { linksEffect } from "./links.ts";
import { mentionsEffect } from "./mentions.ts";
import { notificationsEffect } from "./notifications.ts";
import { pinsEffect } from "./pins.ts";
import { pushEffect } from "./push.ts";
import { reactionsEffect } from "./reactions.ts";
import { remindersEffect } from "./reminders.ts";
import { searchEffect } from "./search.ts";
import { threadsEffect } from "./threads.ts";
import { versionsEffect } from "./versions.ts";

/** All effects of a message. Sending, editing, deleting and restoring each run the whole list, so a new effect is a file and a line here. */
export const EFFECTS: readonly Effect[] = [
  mentionsEffect,
  linksEffect,
  filesEffect,
  searchEffect,
  reactionsEffect,
  pinsEffect,
  threadsEffect,
  remindersEffect,
  notificationsEffect,
  versionsEffect,
  pushEffect,
];

export const prepareSendEffects = (...content: Parameters<Effect["send"]>) =>
  combine(EFFECTS.map((effect) => effect.send(...content)));

export const prepareEditEffects = (...content: Parameters<Effect["edit"]>) =>
  combine(EFFECTS.map((effect) => effect.edit(...content)));

export const prepareDeleteEffects = (...deleted: Parameters<Effect["delete"]>) =>
  combine(EFFECTS.map((effect) => effect.delete(...deleted)));

export const prepareRestoreEffects = (...content: Parameters<Effect["restore"]>) =>
  combine(EFFECTS.map((effect) => effect.restore(...content)));

function combine<T extends SqlTx>(all: (EffectStep<T> | null)[]): Required<EffectStep<T>> {
  const steps = all.filter((step) => step !== null);
  return {
    async write(tx: T, message: EffectMessage) {
      for (const step of steps) await step.write(tx, message);
    },
    afterCommit() {
      for (const step of steps) step.afterCommit?.();
    },
  };
}
