import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDoors, openDoors, read, type Tx, write } from "@/lib/db/doors";

const rename = (topic: string) => (tx: Tx) =>
  tx.room.update({
    where: { id: "general" },
    data: { topic, seq: { increment: 1 } },
    select: { seq: true, topic: true },
  });
const general = async () => (await read()).room.findUniqueOrThrow({ where: { id: "general" } });

beforeAll(openDoors);
afterAll(closeDoors);

describe("the door for writes", () => {
  it("runs changes in the order in which they were asked for, and each caller gets its own result", async () => {
    const { seq } = await general();
    const results = await Promise.all(Array.from({ length: 100 }, (_, i) => write(rename(`topic ${i}`))));
    expect(results.map((room) => room.seq)).toEqual(results.map((_, i) => seq + i + 1));
    expect(await general()).toMatchObject({ seq: seq + 100, topic: "topic 99" });
  });

  it("commits what it acknowledged although a neighbour in the same commit failed", async () => {
    const { seq } = await general();
    const fault = new Error("this one fails");
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, (_, i) =>
        write(async (tx) => {
          const room = await rename(`topic ${i}`)(tx);
          if (i % 10 === 3) throw fault;
          return room;
        }),
      ),
    );
    const failed = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(failed.map((outcome) => outcome.reason)).toEqual(Array(4).fill(fault));
    expect((await general()).seq).toBe(seq + 36);
  });

  it("shows a reader nothing of a change that is rolled back", async () => {
    const before = await general();
    let seen: string | undefined;
    await expect(
      write(async (tx) => {
        await rename("never")(tx);
        seen = (await general()).topic;
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    expect(seen).toBe(before.topic);
    expect(await general()).toEqual(before);
  });

  it("refuses to write through the door for reads", async () => {
    expect(await general()).toMatchObject({ id: "general" });
    const db = await read();
    await expect(db.room.updateMany({ data: { topic: "through the wrong door" } })).rejects.toThrow(/readonly/i);
  });
});
