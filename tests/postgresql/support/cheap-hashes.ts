// Hashing a password costs a processor 40 ms, and it is not what these tests look for. Imported before all else.
import { createRequire } from "node:module";

const argon2 = createRequire(import.meta.url)("@node-rs/argon2");
const { hash } = argon2;
argon2.hash = (password: string) => hash(password, { memoryCost: 8, timeCost: 1, parallelism: 1 });
