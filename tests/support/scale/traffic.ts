import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { messageReplySchema } from "@/lib/messages/schema.ts";
import type { Person } from "../cast.ts";
import type { Reply } from "../client.ts";
import type { RoomView } from "../room-view.ts";
import { until } from "../until.ts";

const SETTLE_MS = 30_000;
const RETRY_MS = 50;

type Room = { id: string };
type Sent = { clientId: string; id: string; seq: number };

export type Traffic = {
  /** What was acknowledged so far, by writer, each in the order of sending. */
  acknowledged(): number;
  /** The replies that were no success, such as `503 unavailable`, and those without an error in words as they are. */
  refusals: string[];
  /** Resolves when `count` more messages are acknowledged from now on. */
  flows(count?: number): Promise<void>;
  /** Ends the sending, when each message on its way is acknowledged. */
  end(): Promise<void>;
  /** Checks that nothing acknowledged is lost, doubled or out of order, and that each view shows what a fresh load shows. */
  expectWhole(reader: Person, views?: readonly RoomView[]): Promise<void>;
};

/** People who write in a room without a pause. Each message is tried until it is acknowledged, as the outbox does. */
export function startTraffic(writers: readonly Person[], room: Room): Traffic {
  const sent: Sent[][] = writers.map(() => []);
  const refusals: string[] = [];
  let talking = true;
  const count = () => sent.reduce((sum, { length }) => sum + length, 0);

  async function sendSurely(person: Person, body: string): Promise<Sent> {
    const clientId = randomUUID();
    for (;;) {
      const reply = await person.api
        .post(`/api/chat/rooms/${room.id}/messages`, { body, clientId })
        .catch((error: unknown) => String(error));
      if (typeof reply !== "string" && reply.status < 300) {
        const { id, seq } = messageReplySchema.parse(reply.body).message;
        return { clientId, id, seq };
      }
      refusals.push(typeof reply === "string" ? reply : wordsOf(reply));
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }

  const talk = writers.map(async (person, who) => {
    for (let n = 0; talking; n++) sent[who]?.push(await sendSurely(person, `${person.username} ${who}:${n}`));
  });
  return {
    acknowledged: count,
    refusals,
    async flows(more = 30) {
      const wanted = count() + more;
      await until(() => count() >= wanted, { timeoutMs: SETTLE_MS, what: `${more} more are acknowledged` });
    },
    async end() {
      talking = false;
      await Promise.all(talk);
    },
    async expectWhole(reader, views = []) {
      const history = await reader.fullHistory(room);
      expect(history.map((one) => one.seq)).toEqual(history.map((_, n) => n + 1));
      const stored = history.flatMap((one) => (one.kind === "USER" ? [one.clientId] : []));
      expect(stored.toSorted()).toEqual(
        sent
          .flat()
          .map((one) => one.clientId)
          .toSorted(),
      );
      const places = new Map(history.map((one) => [one.id, one.seq]));
      for (const own of sent) {
        expect(own.map(({ id }) => places.get(id))).toEqual(own.map(({ seq }) => seq));
        expect(own.map(({ seq }) => seq)).toEqual(own.map(({ seq }) => seq).toSorted((a, b) => a - b));
      }
      const { rev } = await reader.room(room);
      for (const view of views) {
        await view.reaches(rev, SETTLE_MS);
        expect(view.messages()).toEqual(history.slice((view.messages()[0]?.seq ?? 1) - 1));
      }
    },
  };
}

function wordsOf({ status, body }: Reply): string {
  const { error } = (body ?? {}) as { error?: { code?: string; message?: string } };
  return error?.message ? `${status} ${error.code}` : `${status} without words: ${JSON.stringify(body)}`;
}
