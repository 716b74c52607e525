// The oldest browsers that can show Parley, and the message for older ones. README.md names the same versions.

/** The first version of each browser with everything that the pages need; the newest of them is from May 2024. */
export const OLDEST_BROWSERS = { "Chrome and Edge": "123", Firefox: "128", Safari: "17.5" } as const;

/** Returns "Chrome and Edge 123, Firefox 128 and Safari 17.5". */
export function describeOldestBrowsers(): string {
  const names = Object.entries(OLDEST_BROWSERS).map(([name, version]) => `${name} ${version}`);
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** The id of the element that `TOO_OLD_SCRIPT` shows. */
export const TOO_OLD_ID = "too-old";

/**
 * Shows a message in a browser that lacks what the pages need. It runs before any other script, in browsers of any age,
 * so it uses only the JavaScript of 1999. It repeats, because React may render the page again without the message.
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
