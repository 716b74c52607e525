/** A message of at most so many emoji and nothing else is drawn larger. */
const LARGE_EMOJI_MAX = 12;
const ONLY_EMOJI =
  /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[#*0-9]\ufe0f?\u20e3|[\u200d\ufe0f]|[\u{e0020}-\u{e007f}]|\s)+$/u;

/** Whether the whole message is a few emoji and nothing else. */
export function isOnlyEmoji(body: string): boolean {
  if (body.length > LARGE_EMOJI_MAX * 15 || !ONLY_EMOJI.test(body) || !/\S/.test(body)) return false;
  const signs = body.replace(/\s|\u200d.[\ufe0f]?|\p{Emoji_Modifier}|\ufe0f|[\u{e0020}-\u{e007f}]/gu, "");
  const flags = signs.match(/\p{Regional_Indicator}/gu)?.length ?? 0;
  return [...signs].length - Math.floor(flags / 2) <= LARGE_EMOJI_MAX && !/^[©®™]$/u.test(signs);
}
