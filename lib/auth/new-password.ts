import "server-only";
import { getConfig } from "../config.ts";
import { db } from "../db/doors.ts";
import { invalidField } from "../errors.ts";
import { singleton } from "../singleton.ts";
import { foldName } from "../text.ts";
import { passwordSchema } from "../users/credentials-schema.ts";

/** The product's own words, which attackers try first. */
const PRODUCT_WORDS = ["parley", "chat", "admin", "password", "welcome"];
/** Shorter words are ignored, because they are part of too many others. */
const WORD_MIN = 3;
/** A password needs this many letters besides the known words. */
const LETTERS_LEFT_MIN = 4;

/**
 * Returns the password normalised for hashing, if it may be chosen. Throws `invalid` with `field` for a password that
 * the schema refuses, that is among the most common, or that consists of words known to everybody here: the person's
 * own `names`, the product's, the host's, and the names of the default rooms.
 */
export async function checkNewPassword(password: string, field: string, names: readonly string[]): Promise<string> {
  const result = passwordSchema.safeParse(password);
  if (!result.success) throw invalidField(field, result.error.issues[0]?.message ?? "This password cannot be used.");
  const common = await commonPasswords();
  if (common.has(result.data.toLowerCase()))
    throw invalidField(field, "That password is one of the most common. Choose another.");
  const own = names.flatMap((name) => [name, ...name.split(/\s+/u)]);
  if (isMadeOf(result.data, [...own, ...PRODUCT_WORDS, ...hostWords(), ...(await roomNames())]))
    throw invalidField(field, "That password is made of names that are easy to guess here. Choose another.");
  return result.data;
}

/** Whether `password` has little but digits and punctuation besides the words in it. */
export function isMadeOf(password: string, words: readonly string[]): boolean {
  const letters = lettersOf(password);
  const known = words.map(lettersOf).filter((word) => [...word].length >= WORD_MIN);
  const backwards = known.map((word) => [...word].reverse().join(""));
  // The longest words are removed first: removing "arl" first would keep "parley" from being found.
  const byLength = [...new Set([...known, ...backwards])].sort((a, b) => b.length - a.length);
  const left = byLength.reduce((rest, word) => rest.replaceAll(word, " "), letters);
  return left !== letters && [...left.replace(/[\d ]/gu, "")].length < LETTERS_LEFT_MIN;
}

function lettersOf(text: string): string {
  return foldName(text).replace(/[^\p{L}\p{N}\p{M}]/gu, "");
}

function hostWords(): string[] {
  return getConfig().appUrl?.hostname.split(".") ?? [];
}

async function roomNames(): Promise<string[]> {
  const rooms = await db().room.findMany({ where: { isDefault: true }, select: { name: true } });
  return rooms.map((room) => room.name);
}

function commonPasswords(): Promise<Set<string>> {
  return singleton("auth.common-passwords", async () => {
    const { dictionary } = await import("@zxcvbn-ts/language-common");
    return new Set(dictionary["passwords-common"] as string[]);
  });
}
