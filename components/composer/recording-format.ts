/**
 * The formats, those that most browsers play first: all play AAC, nearly all play Opus in WebM (some builds of WebKit
 * do not), and fewer play Opus in Ogg.
 */
const FORMATS = [
  { type: "audio/mp4;codecs=mp4a.40.2", extension: "m4a" },
  { type: "audio/webm;codecs=opus", extension: "weba" },
  { type: "audio/ogg;codecs=opus", extension: "ogg" },
  { type: "audio/mp4", extension: "m4a" },
] as const;

/** Returns the format in which this browser can record, or undefined. WebKit on Linux has the API, but no format. */
export function recordingFormat(): (typeof FORMATS)[number] | undefined {
  return FORMATS.find(({ type }) => MediaRecorder.isTypeSupported(type));
}

/** Returns whether the browser can record. On plain http, but for localhost, browsers hide the microphone. */
export function canRecord(): boolean {
  const hasMicrophone = typeof navigator.mediaDevices?.getUserMedia === "function";
  return hasMicrophone && typeof MediaRecorder === "function" && recordingFormat() !== undefined;
}
