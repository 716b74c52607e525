/** Why a sound or video did not play, in words for whoever pressed play, and whether another try may help. */
export function playbackFailureOf(element: HTMLMediaElement, kind: "sound" | "video", type: string): PlaybackFailure {
  // What a browser says it cannot play it sometimes can, so it is asked only afterwards.
  const isForeign = element.canPlayType(type) === "" || element.error?.code === DECODE;
  return isForeign
    ? { text: `This browser cannot play this kind of ${kind}. Download it to play it elsewhere.`, canRetry: false }
    : { text: "This cannot be played here. Try again or download it.", canRetry: true };
}

export type PlaybackFailure = { text: string; canRetry: boolean };

/** MediaError.MEDIA_ERR_DECODE. */
const DECODE = 3;

/** Whether a refused `play()` means that the element will never play: some engines send no error event with it. */
export const isUnsupportedMedia = (error: unknown): boolean =>
  error instanceof DOMException && error.name === "NotSupportedError";
