/** What both ways of driving a browser speak: WebDriver's commands. A reference to an element goes in and out of scripts as it is. */
export type Driver = {
  open(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Runs the text of a function's body in the page with `arguments`; resolves to what it returns. */
  run<T>(script: string, args: readonly unknown[]): Promise<T>;
  /** Keys into an element; into a field for files, their paths. */
  type(element: Element, text: string): Promise<void>;
  /** A picture of the screen into a file, for whoever looks into a failure. */
  picture(file: string): Promise<void>;
  close(): Promise<void>;
};

/** A reference, which nobody looks into. */
export type Element = { [ELEMENT]: string };

/** WebDriver's name for the field that holds it. */
export const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

export const ENTER = "\uE007";
/** A key that does nothing: what it is typed into has the focus afterwards. */
export const SHIFT = "\uE008";
