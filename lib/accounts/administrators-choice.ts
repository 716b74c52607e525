import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { db, type Tx, write } from "../db/doors.ts";
import { AppError } from "../errors.ts";
import { requireStillAdministrator } from "./administrator.ts";
import { canAdminister } from "./policy.ts";

type Options<T> = {
  /** The key of the `Setting` row. */
  key: string;
  schema: { parse: (value: unknown) => T };
  /** What others are told who try. */
  refusal: string;
};

/** Something that administrators choose for everybody here, in a row of `Setting`. */
export function administratorsChoice<T>({ key, schema, refusal }: Options<T>) {
  const forbidden = new AppError("forbidden", refusal);
  return {
    /** What was chosen, or null where nothing was. */
    async get({ setting }: Pick<Tx, "setting"> = db()): Promise<T | null> {
      const row = await setting.findUnique({ where: { key } });
      return row && schema.parse(JSON.parse(row.value));
    },
    /** Throws `forbidden` for everybody but administrators. */
    async set(viewer: Viewer, choice: T): Promise<void> {
      if (!canAdminister(viewer)) throw forbidden;
      const value = JSON.stringify(choice);
      await write(async (tx) => {
        await requireStillAdministrator(tx, viewer, forbidden);
        await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
      });
    },
  };
}
