import "server-only";
import { findWaiting, recallReminders } from "../../saved/recall-reminders.ts";
import { expectReminder } from "../../saved/reminder-clock.ts";
import type { Effect } from "./effect.ts";

/**
 * No reminder is lost with a message that comes back: one that nobody has ticked off is to come again, and one that came due
 * meanwhile comes then. It runs before the effect that removes the rows of Activity.
 */
export const remindersEffect: Effect = {
  send: () => null,
  edit: () => null,
  delete: () => ({ write: (tx, { id }) => recallReminders(tx, id) }),
  restore: () => {
    let next: Date | null = null;
    return {
      async write(tx, { id }) {
        next = await findWaiting(tx, id);
      },
      afterCommit() {
        if (next) expectReminder(next);
      },
    };
  },
};
