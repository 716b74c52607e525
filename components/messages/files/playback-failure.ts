/** Returns why a sound or video did not play, as a text for the person, and whether another try may help. */
export function playbackFailureOf(element: HTMLMediaElement, kind: "sound" | "video", type: string): PlaybackFailure {
  // The browser is asked only after the failure, because it sometimes plays what it says it cannot.
  const isForeign = element.canPlayType(type) === "" || element.error?.code === DECODE;
  return isForeign
    ? { text: `This browser cannot play this kind of ${kind}. Download it to play it elsewhere.`, canRetry: false }
    : { text: "This cannot be played here. Try again or download it.", canRetry: true };
}

export type PlaybackFailure = { text: string; canRetry: boolean };

/** The value of MediaError.MEDIA_ERR_DECODE. */
const DECODE = 3;

/**
 * Returns whether an error of `play()` means that the element never plays. Some engines send no error event with it.
 */
export const isUnsupportedMedia = (error: unknown): boolean =>
  error instanceof DOMException && error.name === "NotSupportedError";
