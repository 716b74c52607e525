import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { root, StepError } from "./run.mjs";

const SIGNALS = ["SIGINT", "SIGTERM"];
const children = new Set();
for (const signal of SIGNALS) process.on(signal, endCommands);

function endCommands(signal) {
  for (const child of children) child.kill(signal);
  process.exit(signal === "SIGINT" ? 130 : 143);
}

/**
 * Stops handling SIGINT and SIGTERM, because the server in this process, or the supervisor, handles them from now on.
 */
export function leaveSignals() {
  for (const signal of SIGNALS) process.off(signal, endCommands);
}

/** The script behind a package's command, so that it runs with this Node.js and not through a shell. */
export function bin(name, command = name) {
  const manifest = path.join(root, "node_modules", name, "package.json");
  const { bin: entry } = JSON.parse(readFileSync(manifest, "utf8"));
  return path.join(path.dirname(manifest), typeof entry === "string" ? entry : entry[command]);
}

/**
 * Runs a command to its end and resolves to its exit code. With "late", its output is shown when it has ended; with
 * "quiet", only if it fails.
 */
export function attempt(command, args, env = process.env, how = "shown", cwd = root) {
  return new Promise((resolve) => {
    const stdio = how === "shown" ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"];
    const child = spawn(command, args, { cwd, env, stdio });
    const words = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => words.push(chunk));
    children.add(child);
    const end = (code) => {
      children.delete(child);
      if (code !== 0 || how === "late") process.stderr.write(Buffer.concat(words));
      resolve(code);
    };
    child.on("error", (error) => {
      words.push(Buffer.from(`${error.message}\n`));
      end(1);
    });
    child.on("close", (code, signal) => end(signal ? 1 : code));
  });
}

/** Runs a script with this Node.js, as `attempt` does. */
export function node(script, args = [], env = process.env, how = "shown") {
  return attempt(process.execPath, [script, ...args], env, how);
}

/** Runs a script as `node` does. Throws StepError with `sentence` if it fails. */
export async function must(sentence, script, args, env, how) {
  const code = await node(script, args, env, how);
  if (code !== 0) throw new StepError(`${sentence} (exit code ${code}); the reason stands above.`);
}
