import { until } from "../until.ts";
import { type Driver, type Element, ENTER } from "./driver.ts";

/** How long a person would look for something. */
const PATIENCE_MS = 20_000;

/** How the elements of a role are written; names come from a label, an attribute or the text. */
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

/** In the page: the shown elements of a selector whose name matches. */
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

/** A person before a browser: what they see and do, by role and name. */
export class Screen {
  #driver: Driver;

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  /** Runs in the page; for what no person sees. */
  ask<T>(body: string, ...args: unknown[]): Promise<T> {
    return this.#driver.run<T>(body, args);
  }

  /** The names of all that is shown of this role, in order. */
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

  /** By keyboard: nothing lies over a key, and a page that just moves is no matter. */
  async press(role: Role, name: RegExp): Promise<void> {
    await this.type(role, name, ENTER);
  }

  /** Keys, at the end of what is in the field; paths for a field of files. */
  async type(role: Role, name: RegExp, text: string): Promise<void> {
    await this.#again(role, name, async (element) => {
      // WebKit's driver would take the focus away from where it is first, and a bar that the focus holds goes with it.
      await this.ask("arguments[0].focus();", element);
      await this.#driver.type(element, text);
    });
  }

  /** The page may draw an element anew between finding and using it. */
  async #again(role: Role, name: RegExp, act: (element: Element) => Promise<void>): Promise<void> {
    let problem: unknown = "it was not found";
    const isDone = async () => {
      const element = await this.#search<Element | null>(role, name, "return found.at(-1) ?? null;");
      if (!element) return false;
      return act(element).then(
        () => true,
        (error: Error) => {
          problem = error.message;
          // Anything else is no matter of time.
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
