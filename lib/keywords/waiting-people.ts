import "server-only";
import { later } from "../later.ts";
import type { EffectMessage } from "../messages/effects/effect.ts";
import { listOnline } from "../realtime/presence.ts";
import { announceMembership } from "../rooms/announce.ts";

/** So many people are told at once that they have to ask for a room; others see its mark when they ask for another reason. */
export const TOLD_MAX = 50;

/** Those who wait for a word of a message, which a transaction that runs twice finds twice. */
export class WaitingPeople {
  private roomId = "";
  private people: string[] = [];

  note({ roomId, inRoom }: EffectMessage, people: string[]): void {
    this.roomId = roomId;
    this.people = inRoom ? people : [];
  }

  tell(): void {
    if (this.people.length <= TOLD_MAX) this.announce(this.people);
    else later(this.tellOnline(), "Not all who wait for a word were told.");
  }

  private async tellOnline(): Promise<void> {
    this.announce(whomToTell(this.people, await listOnline()));
  }

  private announce(people: string[]): void {
    if (people.length > 0) announceMembership(people, this.roomId, true);
  }
}

/** Those of many people who are there to hear it, or any of them where it is not known who is. */
export function whomToTell(people: string[], online: readonly string[]): string[] {
  const there = new Set(online);
  return (there.size === 0 ? people : people.filter((id) => there.has(id))).slice(0, TOLD_MAX);
}
