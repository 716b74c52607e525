// Next calls this at the end of `next build`. It writes down which functions the build consists of and how a host routes
// requests to them, for tests/functions.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

export default {
  name: "parley-outputs",
  onBuildComplete({ outputs, routing, buildId, projectDir, distDir }) {
    const relative = (file) => path.relative(projectDir, file);
    const toFunction = ({ pathname, filePath, assets }) => ({
      pathname,
      file: relative(filePath),
      assets: Object.values(assets).map(relative),
    });
    const functions = [...outputs.appPages, ...outputs.appRoutes].map(toFunction);
    const proxy = toFunction(outputs.middleware);
    const files = outputs.staticFiles.map(({ pathname, filePath }) => ({ pathname, file: relative(filePath) }));
    // What is rendered at build time answers with these headers and this status, as long as nothing renders it anew.
    const prerendered = outputs.prerenders
      .filter(({ fallback }) => fallback?.filePath)
      .map(({ pathname, fallback }) => ({
        pathname,
        file: relative(fallback.filePath),
        status: fallback.initialStatus ?? 200,
        headers: fallback.initialHeaders ?? {},
      }));
    const folder = path.join(distDir, "parley");
    mkdirSync(folder, { recursive: true });
    const text = JSON.stringify({ buildId, functions, proxy, files, prerendered, routing });
    writeFileSync(path.join(folder, "outputs.json"), text);
  },
};
