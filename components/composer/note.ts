import { BODY_MAX } from "@/lib/messages/schema";
import { isStorable, lengthOf, trimmedText } from "@/lib/text";
import { FILES_PER_MESSAGE_MAX } from "@/lib/uploads/limits";

/** From here on the remaining characters are shown. */
const COUNT_FROM = BODY_MAX - 500;

/** What the writer of a message should know of it; a problem keeps it from being sent. */
export function noteOn(text: string, files: number): { words: string; isProblem: boolean } {
  const length = lengthOf(trimmedText(text));
  const problem = problemOf(text, length, files);
  if (problem) return { words: problem, isProblem: true };
  const words = length > COUNT_FROM ? `${(BODY_MAX - length).toLocaleString()} characters left` : "";
  return { words, isProblem: false };
}

function problemOf(text: string, length: number, files: number): string | null {
  if (files > FILES_PER_MESSAGE_MAX)
    return `A message can have at most ${FILES_PER_MESSAGE_MAX} files. Take ${files - FILES_PER_MESSAGE_MAX} out.`;
  if (!isStorable(text)) return "The message contains characters that cannot be stored.";
  if (length <= BODY_MAX) return null;
  const over = (length - BODY_MAX).toLocaleString();
  return `${over} ${length === BODY_MAX + 1 ? "character" : "characters"} too many. A message can have ${BODY_MAX.toLocaleString()}; send the rest in another one.`;
}
