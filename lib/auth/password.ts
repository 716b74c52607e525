import "server-only";
import { randomInt } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { AppError, invalidField } from "../errors.ts";
import { Gate } from "../gate.ts";
import { once } from "../once.ts";

/** OWASP's Argon2id line of 19 MiB: with HASHES_AT_ONCE the memory for hashing stays below 80 MiB (RELIABILITY A1, A2). */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const HASHES_AT_ONCE = 4;
const WAITING_MAX = 1000;

/** 32 letters and digits that are not mistaken for one another: 5 bits each. */
const READABLE = "abcdefghijkmnpqrstuvwxyz23456789";
const GENERATED_GROUPS = 5;
const GENERATED_GROUP_LENGTH = 4;

/** Hashes a password with a salt of its own, on a thread of libuv's pool. Throws `unavailable` when too many wait. */
export function hashPassword(password: string): Promise<string> {
  return throughGate(() => hash(password, ARGON2));
}

/**
 * Whether `password` is the one behind `stored`. Without a stored hash (no such account) it does the same work, so
 * that the time does not tell (A6). `beforeWork` runs when the turn comes, and may refuse by throwing.
 */
export function verifyPassword(stored: string | null, password: string, beforeWork?: () => void): Promise<boolean> {
  return throughGate(async () => {
    beforeWork?.();
    const matches = await verify(stored ?? (await dummyHash()), password);
    return stored !== null && matches;
  });
}

/** A password of 100 bits in five readable groups. */
export function generatePassword(): string {
  const group = () =>
    Array.from({ length: GENERATED_GROUP_LENGTH }, () => READABLE[randomInt(READABLE.length)]).join("");
  return Array.from({ length: GENERATED_GROUPS }, group).join("-");
}

/** Refuses passwords from the list of the most common ones. Throws `invalid` with `field`. */
export async function refuseCommonPassword(password: string, field: string): Promise<void> {
  const common = await commonPasswords();
  if (common.has(password.toLowerCase()))
    throw invalidField(field, "That password is one of the most common. Choose another.");
}

function commonPasswords(): Promise<Set<string>> {
  return once("auth.common-passwords", async () => {
    const { dictionary } = await import("@zxcvbn-ts/language-common");
    return new Set(dictionary["passwords-common"] as string[]);
  });
}

function dummyHash(): Promise<string> {
  return once("auth.dummy-hash", () => hash("nobody has this password", ARGON2));
}

function throughGate<T>(work: () => Promise<T>): Promise<T> {
  const gate = once("auth.hash-gate", () => new Gate(HASHES_AT_ONCE));
  if (gate.waiting < WAITING_MAX) return gate.run(work);
  return Promise.reject(new AppError("unavailable", "The server is busy. Try again in a moment."));
}
