import "server-only";
import { randomInt } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { AppError } from "../errors.ts";
import { Semaphore } from "../semaphore.ts";
import { singleton } from "../singleton.ts";
import { normalizePassword } from "../users/credentials-schema.ts";

/**
 * Argon2id with 19 MiB, as OWASP recommends. With HASHES_AT_ONCE the memory for hashing stays below 80 MiB
 * (docs/security.md A1, A2).
 */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const HASHES_AT_ONCE = 4;
const WAITING_MAX = 1000;

/** 32 letters and digits that are not confused with each other, 5 bits each. */
const READABLE = "abcdefghijkmnpqrstuvwxyz23456789";
const GENERATED_GROUPS = 5;
const GENERATED_GROUP_LENGTH = 4;

/** Hashes a password with a random salt, on a thread of libuv's pool. Throws `unavailable` when too many are queued. */
export function hashPassword(password: string): Promise<string> {
  return withSemaphore(() => hash(normalizePassword(password), ARGON2));
}

/**
 * Whether `password` matches the hash `stored`. Without a hash, when there is no such account, it does the same work,
 * so that the time reveals nothing (docs/security.md A6).
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  return (await comparePassword(stored, password)) !== "no";
}

/**
 * Like `verifyPassword`, and tells whether the hash is from the time before passwords were normalised. Such a person
 * gets a new hash, so that the password works from every keyboard. `beforeWork` runs when the hashing begins, and may
 * refuse by throwing.
 */
export function comparePassword(
  stored: string | null,
  password: string,
  beforeWork?: () => Promise<void>,
): Promise<"no" | "yes" | "as typed"> {
  const normalized = normalizePassword(password);
  return withSemaphore(async () => {
    await beforeWork?.();
    const against = stored ?? (await dummyHash());
    const matches = (await verify(against, normalized)) && stored !== null;
    if (matches || normalized === password) return matches ? "yes" : "no";
    return (await verify(against, password)) && stored !== null ? "as typed" : "no";
  });
}

/** Generates a password of 100 bits in five readable groups. */
export function generatePassword(): string {
  const group = () =>
    Array.from({ length: GENERATED_GROUP_LENGTH }, () => READABLE[randomInt(READABLE.length)]).join("");
  return Array.from({ length: GENERATED_GROUPS }, group).join("-");
}

function dummyHash(): Promise<string> {
  return singleton("auth.dummy-hash", () => hash("nobody has this password", ARGON2));
}

function withSemaphore<T>(work: () => Promise<T>): Promise<T> {
  const gate = singleton("auth.hash-gate", () => new Semaphore(HASHES_AT_ONCE));
  if (gate.waiting < WAITING_MAX) return gate.run(work);
  return Promise.reject(new AppError("unavailable", "The server is busy. Try again in a moment."));
}
