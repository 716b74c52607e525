import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDoors, db, openDoors, type SqlTx, sql, type Tx, write, writeSql } from "@/lib/db/doors";

const rename = (topic: string) => (tx: Tx) =>
  tx.room.update({
    where: { id: "general" },
    data: { topic, seq: { increment: 1 } },
    select: { seq: true, topic: true },
  });
const renameBySql = (topic: string) => async (tx: SqlTx) => {
  const [room] = await tx.sql.all<{ seq: number; topic: string }>`
    UPDATE "Room" SET "topic" = ${topic}, "seq" = "seq" + 1 WHERE "id" = 'general' RETURNING "seq", "topic"`;
  return room as { seq: number; topic: string };
};
const general = async () => db().room.findUniqueOrThrow({ where: { id: "general" } });

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

  it("keeps the order of changes with and without Prisma, and a neighbour's failure from all others", async () => {
    const { seq } = await general();
    const fault = new Error("this one fails");
    const outcomes = await Promise.allSettled(
      Array.from({ length: 60 }, (_, i) => {
        const change = async (tx: Tx | SqlTx) => {
          const room = await (i % 7 < 4 ? renameBySql(`topic ${i}`)(tx) : rename(`topic ${i}`)(tx as Tx));
          if (i % 10 === 3) throw fault;
          return room.seq;
        };
        return i % 7 < 4 ? writeSql(change) : write(change);
      }),
    );
    const kept = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
    expect(kept).toEqual(kept.map((_, i) => seq + i + 1));
    expect(kept).toHaveLength(54);
    expect(await general()).toMatchObject({ seq: seq + 54, topic: "topic 59" });
  });

  it("undoes what SQL did beside Prisma in the same change, and what it did alone", async () => {
    const before = await general();
    const no = new Error("no");
    await expect(
      write(async (tx) => {
        await renameBySql("never")(tx);
        expect((await tx.room.findUniqueOrThrow({ where: { id: "general" } })).topic).toBe("never");
        throw no;
      }),
    ).rejects.toBe(no);
    await expect(writeSql((tx) => renameBySql("never")(tx).then(() => Promise.reject(no)))).rejects.toBe(no);
    expect(await general()).toEqual(before);
  });

  it("gives dates and flags to SQL as Prisma does, and back", async () => {
    const at = new Date("2026-02-03T04:05:06.789Z");
    await writeSql(
      (tx) => tx.sql.run`UPDATE "Room" SET "lastActivityAt" = ${at}, "isDefault" = ${true} WHERE "id" = 'general'`,
    );
    const bySql = await sql.all`SELECT r.* FROM "Room" r WHERE r."id" = ${"general"}`;
    expect(bySql).toEqual([await general()]);
    expect(await general()).toMatchObject({ lastActivityAt: at, isDefault: true });
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
    await expect(db().room.updateMany({ data: { topic: "through the wrong door" } })).rejects.toThrow(/readonly/i);
  });
});
