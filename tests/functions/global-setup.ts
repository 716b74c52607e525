import type { TestProject } from "vitest/node";
import { type Surroundings, startSurroundings } from "../support/functions/surroundings.ts";

declare module "vitest" {
  interface ProvidedContext extends Pick<Surroundings, "deployed" | "soketi"> {}
}

/** Starts PostgreSQL and Soketi for all test files, and deploys the build. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { template, soketi, deployed, stop } = await startSurroundings();
  project.provide("template", template);
  project.provide("soketi", soketi);
  project.provide("deployed", deployed);
  return stop;
}
