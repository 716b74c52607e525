import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findProgram } from "./programs.ts";

/** The template that compose.scale.yaml gives to nginx's Docker image, which fills it in as `fillIn` does. */
const TEMPLATE = path.resolve("deploy/nginx.conf.template");

export type NginxVariables = Record<
  "PORT" | "PUBLISH_PORT" | "PARLEY_1" | "PARLEY_2" | "SOKETI_1" | "SOKETI_2",
  string
>;

/** Replaces the template's variables. Words with a dollar sign that are none of them are nginx's own. */
export function fillIn(template: string, variables: Record<string, string>): string {
  return template.replace(/\$\{(\w+)\}/g, (whole, name: string) => variables[name] ?? whole);
}

export type Nginx = { pid: number; logs(): string; stop(): Promise<void> };

/** Starts nginx with our template, in a folder that goes with it. */
export async function startNginx(variables: NginxVariables): Promise<Nginx> {
  const folder = mkdtempSync(path.join(tmpdir(), "parley-nginx-"));
  mkdirSync(path.join(folder, "temp"));
  const file = path.join(folder, "nginx.conf");
  writeFileSync(file, surroundings(folder, fillIn(readFileSync(TEMPLATE, "utf8"), variables)));
  const program = findProgram("nginx");
  const options = ["-c", file, "-p", folder, "-e", "stderr"];
  execFileSync(program, [...options, "-t", "-q"]);
  const child = spawn(program, options, { stdio: ["ignore", "ignore", "pipe"] });
  let words = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    words += text;
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const clear = () => rmSync(folder, { recursive: true, force: true });
  // Its workers end with it when it is asked to end, and would stay when it is killed.
  process.once("exit", () => {
    child.kill("SIGTERM");
    clear();
  });
  return {
    pid: child.pid ?? 0,
    logs: () => words,
    async stop() {
      child.kill("SIGTERM");
      await ended;
      clear();
    },
  };
}

/** What stands around the template in the image: where nginx keeps its things, and who it runs as. */
function surroundings(folder: string, servers: string): string {
  const places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `  ${name}_temp_path ${folder}/temp/${name};`)
    .join("\n");
  return `
daemon off;
${process.getuid?.() === 0 ? "user root;" : ""}
worker_processes 1;
pid ${folder}/nginx.pid;
error_log stderr warn;
events { worker_connections 8192; }
http {
  access_log off;
${places}
${servers}
}
`;
}
