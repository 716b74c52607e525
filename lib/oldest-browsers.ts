// Which browsers Parley can be shown in, and what tells the others. README.md names the same.

/** The first version of each that has all of what the pages need; the newest of it came in May 2024. */
export const OLDEST_BROWSERS = { "Chrome and Edge": "123", Firefox: "128", Safari: "17.5" } as const;

/** "Chrome and Edge 123, Firefox 128 and Safari 17.5" */
export function oldestInWords(): string {
  const names = Object.entries(OLDEST_BROWSERS).map(([name, version]) => `${name} ${version}`);
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** The id of the words that `TOO_OLD_SCRIPT` shows. */
export const TOO_OLD_ID = "too-old";

/**
 * Shows the words for a browser that lacks what the pages need. It runs before anything else of the page, in browsers of
 * any age, so it is written as in 1999; React may draw the page anew without the words, hence the repetition.
 */
export const TOO_OLD_SCRIPT = `(function () {
  function has(test) { try { return Boolean(test()); } catch (error) { return false; } }
  var isNewEnough =
    has(function () { return CSS.supports("color", "light-dark(#000, #fff)"); }) &&
    has(function () { return window.CSSPropertyRule; }) &&
    has(function () { return Intl.Segmenter; }) &&
    has(function () { return [].toSorted && [].findLast && Object.hasOwn; }) &&
    has(function () { return AbortSignal.timeout; });
  if (isNewEnough) return;
  function show() {
    var words = document.getElementById("${TOO_OLD_ID}");
    if (words) words.hidden = false;
  }
  show();
  setInterval(show, 500);
})();`;
