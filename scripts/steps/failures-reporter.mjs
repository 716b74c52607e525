import { writeFileSync } from "node:fs";
import path from "node:path";

/**
 * A reporter for Vitest that writes what failed and is no test, which Vitest's JSON leaves out: files that could not be
 * loaded, preparations of a group of tests, and errors that nobody caught. FAILURES_REPORT names the file.
 */
export default class FailuresReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const failures = modules.flatMap((module) => {
      const place = path.relative(process.cwd(), module.moduleId);
      const groups = [...module.children.allSuites()].flatMap((group) => named(`${place} > ${group.fullName}`, group));
      return [...named(place, module), ...groups];
    });
    const loose = unhandledErrors.map((error) => ({ name: "outside of any test", message: error.message }));
    writeFileSync(process.env.FAILURES_REPORT, JSON.stringify([...failures, ...loose]));
  }
}

function named(name, task) {
  return task.errors().map((error) => ({ name, message: error.message }));
}
