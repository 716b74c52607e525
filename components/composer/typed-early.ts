/**
 * What was typed in the box of the server's page before this script ran. React may draw the box anew instead of taking over the
 * one that is there.
 */
let typedEarly =
  typeof document === "undefined" ? "" : document.querySelector<HTMLTextAreaElement>("[name=message]")?.value;

/** Returns once what was typed in the box before the page had woken up; "" or undefined where nothing was. */
export function takeTypedEarly(field: HTMLTextAreaElement | null): string | undefined {
  const typed = field?.value || typedEarly;
  typedEarly = "";
  return typed;
}
