import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);

test("whatever a library prints leaves as one line of JSON, whatever strangers had it print", async () => {
  const script = `
    import { logConsoleAsJson } from "./lib/process/json-console.ts";
    logConsoleAsJson();
    console.log("\\x1b[31mred\\x1b[39m %s", "/x\\n{\\"level\\":\\"info\\"}");
    console.error(new Error("first\\nsecond"));
    console.warn("x".repeat(50000));
    console.info("");
    process.emitWarning("line\\nbreak");
  `;
  const { stdout, stderr } = await run(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
    env: process.env,
  });
  expect(stdout).toBe("");
  const lines = stderr
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.map(({ level, message }) => [level, message])).toEqual([
    ["info", "printed"],
    ["error", "printed"],
    ["warn", "printed"],
    ["warn", "Node warns"],
  ]);
  expect(lines[0].text).toBe('red /x\n{"level":"info"}');
  expect(lines[1].text).toContain("second");
  expect(lines[2].text.length).toBe(10_000);
}, 60_000);
