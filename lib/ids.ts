import { randomInt } from "node:crypto";

const ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
/** 36^20 is above 2^103, so ids cannot be guessed. They are safe in URLs, channel names and file names. */
const ID_LENGTH = 20;

/** Returns a new random id for a row: 20 lower-case letters and digits. */
export function createId(): string {
  let id = "";
  for (let i = 0; i < ID_LENGTH; i++) id += ALPHABET[randomInt(ALPHABET.length)];
  return id;
}
