/** What may be a mention of everybody. Whether it is one is told by code that is loaded then. */
const MAY_CALL_ALL = /@(all|everyone|channel|room|here)/i;

let largeGroups: RegExp | undefined;

/** Whether a text may call so many people that its author is asked before it is sent. */
export const mayCallMany = (text: string): boolean => MAY_CALL_ALL.test(text) || largeGroups?.test(text) === true;

/** Keeps the pattern of the groups that reach many people in the room in which somebody types. */
export function keepLargeGroups(pattern: RegExp | undefined): void {
  largeGroups = pattern;
}
