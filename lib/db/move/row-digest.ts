import { createHash } from "node:crypto";
import type { Row } from "./table-store.ts";

const MODULUS = 1n << 128n;

/**
 * Counts rows and adds up their SHA-256, so that two tables have the same digest when they have the same rows, in
 * whatever order they are read.
 */
export class RowDigest {
  count = 0;
  private sum = 0n;

  add(rows: readonly Row[]): void {
    for (const row of rows) {
      const hash = createHash("sha256").update(JSON.stringify(row)).digest();
      this.sum = (this.sum + (hash.readBigUInt64BE(0) << 64n) + hash.readBigUInt64BE(8)) % MODULUS;
    }
    this.count += rows.length;
  }

  equals(other: RowDigest): boolean {
    return this.count === other.count && this.sum === other.sum;
  }
}
