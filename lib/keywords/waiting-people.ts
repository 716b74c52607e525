import "server-only";
import type { EffectMessage } from "../messages/effects/effect.ts";
import { announceMembership } from "../rooms/announce.ts";

/** So many people are told at once that they have to ask for a room; others see its mark when they ask for another reason. */
const TOLD_MAX = 50;

/** Those who wait for a word of a message, which a transaction that runs twice finds twice. */
export class WaitingPeople {
  private roomId = "";
  private people: string[] = [];

  note({ roomId, inRoom }: EffectMessage, people: string[]): void {
    this.roomId = roomId;
    this.people = inRoom ? people : [];
  }

  tell(): void {
    if (this.people.length > 0) announceMembership(this.people.slice(0, TOLD_MAX), this.roomId, true);
  }
}
