/** The WebDriver commands that both drivers implement. References to elements go in and out of scripts unchanged. */
export type Driver = {
  open(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Runs the text of a function's body in the page with `arguments`, and resolves to what it returns. */
  run<T>(script: string, args: readonly unknown[]): Promise<T>;
  /** Types keys into an element, or paths into a file field. */
  type(element: Element, text: string): Promise<void>;
  /** Writes a screenshot into a file, for somebody who looks into a failure. */
  picture(file: string): Promise<void>;
  close(): Promise<void>;
};

/** A reference to an element of the page. */
export type Element = { [ELEMENT]: string };

/** The field that holds the reference, by the WebDriver standard. */
export const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

export const ENTER = "\uE007";
/** Typing this key changes nothing, but gives an element the focus. */
export const SHIFT = "\uE008";
