import { until } from "../until.ts";
import { type Driver, type Element, ENTER } from "./driver.ts";

/** How long a person would wait for something to appear. */
const PATIENCE_MS = 20_000;

/** A selector for the elements of each role. Their names come from a label, an attribute or their text. */
const ROLES: Record<string, string> = {
  alert: "[role=alert]",
  article: "article, [role=article]",
  button: "button, [role=button]",
  field: "input:not([type=file]), textarea",
  file: "input[type=file]",
  image: "img",
  link: "a[href]",
  listitem: "li",
  listtime: "nav time",
  log: "[role=log]",
  menuitem: "[role=menuitem]",
  sound: "audio",
};

/** Runs in the page: the visible elements of a selector whose name matches. */
const SEARCH = `
  const [selector, pattern, flags] = arguments;
  const textOf = (ids) => ids.split(/\\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
  const nameOf = (element) =>
    element.hasAttribute("aria-labelledby") ? textOf(element.getAttribute("aria-labelledby"))
    : element.getAttribute("aria-label")
    ?? (element.labels?.length ? [...element.labels].map((label) => label.textContent).join(" ") : null)
    ?? element.getAttribute("alt")
    ?? element.textContent
    ?? "";
  const isShown = (element) =>
    element.type === "file" ||
    (element.getClientRects().length > 0 && getComputedStyle(element).visibility === "visible" &&
      !element.closest("[inert], [aria-hidden=true]"));
  const name = new RegExp(pattern, flags);
  const found = [...document.querySelectorAll(selector)].filter((one) => isShown(one) && name.test(nameOf(one).trim()));
`;

export type Role = keyof typeof ROLES & string;

/** A browser as a person uses it: things are found by role and name. */
export class Screen {
  #driver: Driver;

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  /** Runs a script in the page, for things that no person sees. */
  ask<T>(body: string, ...args: unknown[]): Promise<T> {
    return this.#driver.run<T>(body, args);
  }

  /** The names of all visible elements of this role, in order. */
  names(role: Role, name: RegExp = /^/): Promise<string[]> {
    return this.#search<string[]>(role, name, "return found.map((one) => nameOf(one).trim());");
  }

  async sees(role: Role, name: RegExp, count = 1): Promise<void> {
    let seen = -1;
    const isThere = async () => {
      seen = (await this.names(role, name)).length;
      return count === 0 ? seen === 0 : seen >= count;
    };
    await this.waits(isThere, () => `${count} of ${role} ${name}, not ${seen}`);
  }

  async waits(isTrue: () => Promise<boolean>, what: () => string): Promise<void> {
    await until(isTrue, { timeoutMs: PATIENCE_MS }).catch(async () => {
      const text = await this.ask<string>("return document.body.innerText.slice(0, 3000);");
      throw new Error(`There should be ${what()}. On screen:\n${text}`);
    });
  }

  /** Presses Enter on an element, because unlike a click that works on an element that is covered or still moving. */
  async press(role: Role, name: RegExp): Promise<void> {
    await this.type(role, name, ENTER);
  }

  /** Types text at the end of a field, or paths into a file field. */
  async type(role: Role, name: RegExp, text: string): Promise<void> {
    await this.#again(role, name, async (element) => {
      // The script focuses the element first, because WebKit's driver would blur the focused element before, and a
      // toolbar that is visible only while it has the focus would disappear.
      await this.ask("arguments[0].focus();", element);
      await this.#driver.type(element, text);
    });
  }

  /** The page may render an element again between finding and using it, so the step is repeated. */
  async #again(role: Role, name: RegExp, act: (element: Element) => Promise<void>): Promise<void> {
    let problem: unknown = "it was not found";
    const isDone = async () => {
      const element = await this.#search<Element | null>(role, name, "return found.at(-1) ?? null;");
      if (!element) return false;
      return act(element).then(
        () => true,
        (error: Error) => {
          problem = error.message;
          // Other errors do not go away with time.
          if (!/stale|not interactable|intercepted|obscures/.test(error.message)) throw error;
          return false;
        },
      );
    };
    await this.waits(isDone, () => `${role} ${name} (${problem})`);
  }

  #search<T>(role: Role, name: RegExp, tell: string): Promise<T> {
    return this.ask<T>(`${SEARCH}${tell}`, ROLES[role], name.source, name.flags);
  }
}
