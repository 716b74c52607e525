import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/**
 * ASVS 5.0: level 1 as a whole, level 2 of authentication, sessions, files and authorization, and other lines that
 * Parley follows.
 */
const DUE = [
  "1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.5.1",
  "2.1.1 2.2.1 2.2.2 2.3.1",
  "3.2.1 3.2.2 3.3.1 3.3.2 3.3.3 3.3.4 3.4.1 3.4.2 3.4.3 3.4.4 3.4.5 3.4.6 3.5.1 3.5.2 3.5.3",
  "4.1.1 4.4.1",
  "5.1.1 5.2.1 5.2.2 5.2.3 5.3.1 5.3.2 5.4.1 5.4.2 5.4.3",
  "6.1.1 6.1.2 6.1.3",
  "6.2.1 6.2.2 6.2.3 6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.2.9 6.2.10 6.2.11",
  "6.3.1 6.3.2 6.3.3 6.4.1 6.4.2 6.4.3 6.4.4",
  "7.1.1 7.1.2 7.1.3 7.2.1 7.2.2 7.2.3 7.2.4 7.3.1 7.3.2 7.4.1 7.4.2 7.4.3 7.4.4 7.4.5 7.5.1 7.5.2 7.6.1 7.6.2",
  "8.1.1 8.1.2 8.2.1 8.2.2 8.2.3 8.3.1 8.4.1",
  "9.1.1 9.1.2 9.1.3 9.2.1",
  "11.3.1 11.3.2 11.4.1",
  "12.1.1 12.2.1 12.2.2",
  "13.4.1",
  "14.2.1 14.3.1 14.3.2 14.3.3",
  "15.1.1 15.2.1 15.3.1",
  "16.2.5 16.3.1 16.3.2 16.4.1 16.5.1",
].flatMap((lines) => lines.split(" "));

const page = readFileSync("docs/asvs.md", "utf8");
const rows = [...page.matchAll(/^\| (\d+\.\d+\.\d+) \| .+ \| (.+) \|$/gm)].map(([, line = "", proof = ""]) => ({
  line,
  proof,
  files: [...proof.matchAll(/`(tests\/[^`]+)`/g)].map(([, file = ""]) => file),
}));

test("docs/asvs.md has a row for each line of the standard that Parley goes by", () => {
  expect(rows.map(({ line }) => line)).toEqual(DUE);
});

test("each line names tests that exist, or says why it has none", () => {
  const lost = rows.flatMap(({ line, files }) =>
    files.filter((file) => !existsSync(file)).map((file) => `${line}: ${file}`),
  );
  expect(lost).toEqual([]);
  const silent = rows.filter(({ files, proof }) => files.length === 0 && !/^(not |said )/.test(proof));
  expect(silent).toEqual([]);
});
