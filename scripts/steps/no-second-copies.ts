// Part of next.config.ts, so it has no dependency of ours.

type Group = { name?: string | null; isInitial: () => boolean; getParents: () => Group[] };
type Chunk = { name?: string | null; groupsIterable: Iterable<Group> };
type Module = object;
type Compilation = {
  namedChunks: Map<string, Chunk>;
  chunkGraph: {
    getChunkModules: (chunk: Chunk) => Module[];
    isModuleInChunk: (module: Module, chunk: Chunk) => boolean;
    disconnectChunkAndModule: (chunk: Chunk, module: Module) => void;
  };
  hooks: {
    optimizeChunks: { tap: (options: { name: string; stage: number }, run: (chunks: Iterable<Chunk>) => void) => void };
  };
};
type Compiler = { hooks: { compilation: { tap: (name: string, run: (compilation: Compilation) => void) => void } } };

/** Before webpack looks for what chunks share. */
const EARLY = -20;

/**
 * A plugin of webpack that takes from what is loaded on demand the modules that a layout has loaded already. Webpack does
 * not know that a page never comes without its layouts, because each of them is an entry of its own; so what a layout has
 * and one of the pages has not was loaded once more. `layouts` names the entry of each layout and those below it.
 */
export class NoSecondCopies {
  constructor(readonly layouts: { entry: string; isBelow: RegExp }[]) {}

  apply(compiler: Compiler): void {
    compiler.hooks.compilation.tap("NoSecondCopies", (compilation) =>
      compilation.hooks.optimizeChunks.tap({ name: "NoSecondCopies", stage: EARLY }, (chunks) => {
        for (const chunk of chunks) this.#lighten(chunk, compilation);
      }),
    );
  }

  #lighten(chunk: Chunk, { namedChunks, chunkGraph }: Compilation): void {
    // Only what is loaded on demand comes after the layouts for certain.
    if (chunk.name) return;
    const entries = [...entriesOf(chunk.groupsIterable)];
    if (entries.length === 0) return;
    for (const { entry, isBelow } of this.layouts) {
      const layout = namedChunks.get(entry);
      if (!layout || !entries.every((name) => isBelow.test(name))) continue;
      for (const module of chunkGraph.getChunkModules(layout))
        if (chunkGraph.isModuleInChunk(module, chunk)) chunkGraph.disconnectChunkAndModule(chunk, module);
    }
  }
}

/** The names of the entries that lead to these groups of chunks. */
function entriesOf(groups: Iterable<Group>, seen = new Set<Group>(), found = new Set<string>()): Set<string> {
  for (const group of groups) {
    if (seen.has(group)) continue;
    seen.add(group);
    if (group.isInitial()) found.add(group.name ?? "");
    else entriesOf(group.getParents(), seen, found);
  }
  return found;
}
