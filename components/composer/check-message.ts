import { FILES_PER_MESSAGE_MAX, TOO_MANY_FILES } from "@/lib/files/limits";
import { BODY_MAX } from "@/lib/messages/schema";
import { isStorable, lengthOf, trimText } from "@/lib/text";

/** From this length on the number of remaining characters is shown. */
const COUNT_FROM = BODY_MAX - 500;

/** A text about the message for its writer. A message with a problem cannot be sent. */
export type MessageCheck = { text: string; isProblem: boolean; isTooLong?: boolean };

export function checkMessage(text: string, files: number): MessageCheck {
  const length = lengthOf(trimText(text));
  if (files > FILES_PER_MESSAGE_MAX) return problem(`${TOO_MANY_FILES} Take ${files - FILES_PER_MESSAGE_MAX} out.`);
  if (!isStorable(text)) return problem("The message contains characters that cannot be stored.");
  if (length > BODY_MAX) return { ...problem(tooMany(length - BODY_MAX)), isTooLong: true };
  const remaining = length > COUNT_FROM ? `${(BODY_MAX - length).toLocaleString()} characters left` : "";
  return { text: remaining, isProblem: false };
}

function problem(text: string): MessageCheck {
  return { text: text, isProblem: true };
}

function tooMany(over: number): string {
  return `${over.toLocaleString()} ${over === 1 ? "character" : "characters"} too many: a message can have ${BODY_MAX.toLocaleString()}.`;
}
