/** What is found for a path: the route, and the segments that its brackets stand for. */
export type Match<R> = { route: R; params: Record<string, string | string[]> };

type Branch<R> = {
  children: Map<string, Branch<R>>;
  /** The branch for any one segment, `[name]`. */
  any: { name: string; branch: Branch<R> } | null;
  /** The route for all segments that are left, `[...name]`. */
  rest: { name: string; route: R } | null;
  route: R | null;
};

const PREFIX = "/api/";
const LITERAL = /^[\w.-]+$/;
const ANY = /^\[([A-Za-z]\w*)\]$/;
const REST = /^\[\.\.\.([A-Za-z]\w*)\]$/;
/** The characters of a path as a program of ours writes it. Of others only Next knows what they mean. */
const PLAIN = /^[\w.~%/-]+$/;
/** An escape of a character of ASCII, which may stand for a slash, a dot or a letter of a route. */
const ODD_ESCAPE = /%(?![89A-Fa-f][\dA-Fa-f])/;
const ODD_SEGMENTS = ["", ".", ".."];

/** The addresses of the API's routes, in the order in which Next looks for one. */
export class RouteTree<R> {
  readonly #root: Branch<R> = newBranch();

  /** Adds the route of a path such as `/api/chat/rooms/[roomId]`. Throws for what it cannot look for as Next does. */
  add(path: string, route: R): void {
    if (!path.startsWith(PREFIX)) throw new Error(`The route ${path} is not below ${PREFIX}.`);
    const segments = path.slice(PREFIX.length).split("/");
    let branch = this.#root;
    for (const [index, segment] of segments.entries()) {
      const rest = REST.exec(segment)?.[1];
      if (rest !== undefined && index === segments.length - 1 && !branch.rest) {
        branch.rest = { name: rest, route };
        return;
      }
      branch = grow(branch, segment, path);
    }
    if (branch.route) throw new Error(`Two routes have the path ${path}.`);
    branch.route = route;
  }

  /** Returns the route that Next would call for this path, or null when only Next can tell. */
  find(path: string): Match<R> | null {
    if (!path.startsWith(PREFIX) || !PLAIN.test(path) || ODD_ESCAPE.test(path)) return null;
    const segments = path.slice(PREFIX.length).split("/");
    return segments.some((one) => ODD_SEGMENTS.includes(one)) ? null : look(this.#root, segments, 0);
  }
}

function newBranch<R>(): Branch<R> {
  return { children: new Map(), any: null, rest: null, route: null };
}

function grow<R>(branch: Branch<R>, segment: string, path: string): Branch<R> {
  const name = ANY.exec(segment)?.[1];
  if (name !== undefined) {
    branch.any ??= { name, branch: newBranch() };
    if (branch.any.name !== name) throw new Error(`In ${path}, [${name}] has another name than in other routes.`);
    return branch.any.branch;
  }
  if (!LITERAL.test(segment)) throw new Error(`The segment ${segment} of ${path} is none that is looked for here.`);
  const child = branch.children.get(segment) ?? newBranch<R>();
  branch.children.set(segment, child);
  return child;
}

/** A segment that is written out comes before `[name]`, and that before `[...name]`. */
function look<R>(branch: Branch<R>, segments: string[], from: number): Match<R> | null {
  const segment = segments[from];
  if (segment === undefined) return branch.route === null ? null : { route: branch.route, params: {} };
  const child = branch.children.get(segment);
  const found = child ? look(child, segments, from + 1) : null;
  if (found) return found;
  if (branch.any) {
    const match = look(branch.any.branch, segments, from + 1);
    if (match) {
      match.params[branch.any.name] = segment;
      return match;
    }
  }
  if (!branch.rest) return null;
  const left = segments.slice(from);
  // An escape in what no route spells out may stand for a letter of one that does.
  if (left.some((one) => one.includes("%"))) return null;
  return { route: branch.rest.route, params: { [branch.rest.name]: left } };
}
