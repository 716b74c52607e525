// What the packages' lists promise: nothing is imported that happens to be there, nothing is listed for nobody.
import { existsSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { filesIn } from "../support/sources.ts";

/** The generated database client imports the one, and the compiler reads the other by itself. */
const USED_UNSEEN = ["@prisma/client", "@types/node"];

type Manifest = Record<"dependencies" | "devDependencies", Record<string, string> | undefined>;

const CONFIGS = [
  "next.config.ts",
  "playwright.config.ts",
  "postcss.config.mjs",
  "prisma.config.ts",
  "tailwind.config.ts",
  "vitest.config.ts",
];
const sources = new Map(
  [...filesIn("code"), ...CONFIGS, "app/globals.css"].map((file) => [file, readFileSync(file, "utf8")]),
);
const { dependencies = {}, devDependencies = {} } = manifestIn(".");
const listed = { ...dependencies, ...devDependencies };

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
}

/** The package that an import names, without the path inside of it; undefined for our own files and Node's. */
function packageOf(specifier: string): string | undefined {
  if (/^(@\/|[./])|:/.test(specifier) || isBuiltin(specifier)) return undefined;
  return /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0];
}

function importsOf(text: string): string[] {
  const statement =
    /^import\s+["'](?<bare>[^"']+)["']|^(?:import|export)\s+[\w$*{},\s]+?\sfrom\s+["'](?<named>[^"']+)["']|\bimport\(\s*["'](?<lazy>[^"']+)["']|^@import "(?<css>[^"]+)"/gm;
  return [...text.matchAll(statement)].flatMap(({ groups = {} }) => {
    const name = packageOf(groups.bare ?? groups.named ?? groups.lazy ?? groups.css ?? "");
    return name ? [name] : [];
  });
}

/** What the folder of a file lists beside the root: some tools of tests have a package.json of their own. */
function listedBeside(file: string): string[] {
  const folder = path.dirname(file);
  if (folder === ".") return [];
  const own = existsSync(path.join(folder, "package.json")) ? Object.keys(manifestIn(folder).dependencies ?? {}) : [];
  return [...own, ...listedBeside(folder)];
}

const imports = [...sources].flatMap(([file, text]) => importsOf(text).map((name) => ({ file, name })));

describe("package.json", () => {
  test("lists every package that a file imports", () => {
    const missing = imports.filter(({ file, name }) => !(name in listed) && !listedBeside(file).includes(name));
    expect(missing).toEqual([]);
    expect(new Set(imports.map(({ name }) => name)).size).toBeGreaterThan(40);
  });

  test("lists as a dependency what the running server imports, and not among those of development", () => {
    const runs = (file: string) => /^(app|components|lib)\/|^(server|proxy|instrumentation)\.ts$/.test(file);
    expect(imports.filter(({ file, name }) => runs(file) && !(name in dependencies))).toEqual([]);
  });

  test("lists no package that nobody imports or runs", () => {
    const others = [...sources].filter(([file]) => file !== "tests/unit/packages.test.ts").map(([, text]) => text);
    const texts = [...others, JSON.stringify(manifestIn(".")).match(/"scripts":\{.*?\}/)?.[0]];
    const isNamed = (name: string) => texts.some((text) => text?.match(new RegExp(`["'/ ]${name}["'/ ]`)));
    const typed = (name: string) => name.replace(/^@types\//, "");
    expect(Object.keys(listed).filter((name) => !USED_UNSEEN.includes(name) && !isNamed(typed(name)))).toEqual([]);
    expect(isNamed("left-pad")).toBe(false);
  });

  test("names one exact version for all of Prisma, whose parts do not fit each other otherwise", () => {
    const prisma = Object.entries(listed).filter(([name]) => /^(@prisma\/|prisma$)/.test(name));
    const versions = prisma.map(([name, version]) => (name.includes("wasm") ? version.replace(/-.*/, "") : version));
    expect([...new Set(versions)]).toEqual([listed["@prisma/client"]]);
    expect([listed["@prisma/client"], listed.pg].every((version) => /^\d+\.\d+\.\d+$/.test(version ?? ""))).toBe(true);
  });
});

describe("package-lock.json", () => {
  const locks = [
    "package-lock.json",
    ...["lighthouse", "postgresql", "soketi"].map((one) => `tests/${one}/package-lock.json`),
  ];
  const read = (file: string) => readFileSync(file, "utf8");

  test.each(locks)("%s fits its package.json and names no registry", (lock) => {
    const wanted = manifestIn(path.dirname(lock));
    const { packages } = JSON.parse(read(lock));
    expect(packages[""]).toMatchObject({ dependencies: wanted.dependencies });
    expect(packages[""].devDependencies).toEqual(wanted.devDependencies);
    expect(read(lock)).not.toMatch(/"resolved": "https?:/);
  });

  test("has one copy of each package whose copies would not know each other's values", () => {
    const { packages } = JSON.parse(read("package-lock.json"));
    const copies = (name: string) => Object.keys(packages).filter((place) => place.endsWith(`node_modules/${name}`));
    for (const name of ["effect", "@uploadthing/shared", "react", "@prisma/client", "pg", "zod"])
      expect(copies(name), name).toEqual([`node_modules/${name}`]);
  });
});

test("docs/decisions/006 speaks of packages that are listed", () => {
  const rows = readFileSync("docs/decisions/006-dependencies.md", "utf8").match(/^\| `.*?\|/gm) ?? [];
  const named = rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name));
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !(name in listed))).toEqual([]);
});
