import "server-only";
import { statement } from "../db/doors.ts";
import { sqlNow } from "../db/sql.ts";
import { getRuntime } from "../runtime.ts";
import { singleton } from "../singleton.ts";

/** Where leases are kept. Each function is one statement, so that two processes never both succeed. */
export type LeaseStore = {
  /** Takes the lease when nobody has it. Resolves to whether it was taken. */
  take(name: string, holder: string, forMs: number): Promise<boolean>;
  /** Sets when the lease of this holder ends. Resolves to false when the holder has lost it. */
  renew(name: string, holder: string, forMs: number): Promise<boolean>;
  release(name: string, holder: string): Promise<void>;
};

/** In the memory of a process that is alone, which costs no write; else in the database. */
export function leaseStore(): LeaseStore {
  return getRuntime().isAlone ? memoryStore() : databaseStore;
}

const databaseStore: LeaseStore = {
  async take(name, holder, forMs) {
    const taken = await statement.run`
      INSERT INTO "Lease" ("name", "holder", "endsAt") VALUES (${name}, ${holder}, ${sqlNow} + ${forMs})
      ON CONFLICT ("name") DO UPDATE SET "holder" = excluded."holder", "endsAt" = excluded."endsAt"
      WHERE "Lease"."endsAt" <= ${sqlNow}`;
    return taken === 1;
  },
  async renew(name, holder, forMs) {
    const renewed = await statement.run`
      UPDATE "Lease" SET "endsAt" = ${sqlNow} + ${forMs} WHERE "name" = ${name} AND "holder" = ${holder}`;
    return renewed === 1;
  },
  async release(name, holder) {
    await statement.run`DELETE FROM "Lease" WHERE "name" = ${name} AND "holder" = ${holder}`;
  },
};

type Held = { holder: string; endsAt: number };

function memoryStore(): LeaseStore {
  const leases = singleton("leases", () => new Map<string, Held>());
  const isOf = (name: string, holder: string) => leases.get(name)?.holder === holder;
  return {
    async take(name, holder, forMs) {
      if ((leases.get(name)?.endsAt ?? 0) > Date.now()) return false;
      leases.set(name, { holder, endsAt: Date.now() + forMs });
      return true;
    },
    async renew(name, holder, forMs) {
      if (!isOf(name, holder)) return false;
      leases.set(name, { holder, endsAt: Date.now() + forMs });
      return true;
    },
    async release(name, holder) {
      if (isOf(name, holder)) leases.delete(name);
    },
  };
}
