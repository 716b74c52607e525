import { VOICE_MESSAGE } from "@/lib/files/labels";
/** A message, not a broadcast. */
export const VOICE_MAX_MS = 30 * 60 * 1000;
const BITS_PER_S = 48_000;

/**
 * What can be played in most places comes first: AAC everywhere, Opus in WebM in every browser that Parley can be shown
 * in but where WebKit was built without it, Opus in Ogg in fewer.
 */
const FORMATS = [
  { type: "audio/mp4;codecs=mp4a.40.2", extension: "m4a" },
  { type: "audio/webm;codecs=opus", extension: "weba" },
  { type: "audio/ogg;codecs=opus", extension: "ogg" },
  { type: "audio/mp4", extension: "m4a" },
] as const;

export type Recorded = { file: File; durationMs: number };
export type Recording = {
  /** 0 to 1: how loud it is now. */
  level: () => number;
  elapsedMs: () => number;
  stop: () => Promise<Recorded>;
  /** Ends it and lets go of the microphone. */
  discard: () => void;
};

/** How this browser can record, or undefined where it cannot: WebKit on Linux has the means, and no format. */
export function recordingFormat(): (typeof FORMATS)[number] | undefined {
  return FORMATS.find(({ type }) => MediaRecorder.isTypeSupported(type));
}

/** Whether a microphone may be offered. On plain http, but for localhost, browsers hide it. */
export function canRecord(): boolean {
  const hasMicrophone = typeof navigator.mediaDevices?.getUserMedia === "function";
  return hasMicrophone && typeof MediaRecorder === "function" && recordingFormat() !== undefined;
}

/** Starts to record. Throws an `Error` in words for the person when there is no microphone, or none is allowed. */
export async function startRecording(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch((error: DOMException) => {
    throw new Error(recordingProblemOf(error.name));
  });
  const format = recordingFormat();
  const recorder = recorderOf(stream, format?.type);
  const chunks: Blob[] = [];
  recorder.addEventListener("dataavailable", ({ data }) => chunks.push(data));
  const stopped = new Promise<void>((done) => recorder.addEventListener("stop", () => done()));
  const meter = openMeter(stream);
  const startedAt = performance.now();
  let endedAt: number | null = null;
  const elapsedMs = () => Math.round((endedAt ?? performance.now()) - startedAt);
  const end = () => {
    endedAt ??= performance.now();
    if (recorder.state !== "inactive") recorder.stop();
    for (const track of stream.getTracks()) track.stop();
    meter.close();
  };
  // The microphone was pulled out: what was said is kept.
  for (const track of stream.getTracks()) track.addEventListener("ended", end);
  recorder.start(1000);
  return {
    elapsedMs,
    level: meter.level,
    discard: end,
    stop: async () => {
      end();
      await stopped;
      const type = (format?.type ?? recorder.mimeType).replace(/;.*/, "");
      return {
        file: new File(chunks, recordingFileName(new Date(), format?.extension ?? "weba"), { type }),
        durationMs: elapsedMs(),
      };
    },
  };
}

/** Lets go of the microphone where it cannot be recorded after all. */
function recorderOf(stream: MediaStream, mimeType: string | undefined): MediaRecorder {
  try {
    return new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS_PER_S });
  } catch {
    for (const track of stream.getTracks()) track.stop();
    throw new Error("This browser cannot record. Record it elsewhere, and attach the file.");
  }
}

/** `Voice message 2026-11-21 14.05.weba`: file names take no colon. */
export function recordingFileName(now: Date, extension: string): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `${VOICE_MESSAGE} ${day} ${two(now.getHours())}.${two(now.getMinutes())}.${extension}`;
}

export function recordingProblemOf(name: string): string {
  if (name === "NotAllowedError" || name === "SecurityError")
    return "The microphone is not allowed. Allow it for this site in your browser's settings, then try again.";
  if (name === "NotFoundError") return "No microphone was found. Connect one, then try again.";
  return "The microphone cannot be used now; another program may hold it. Try again.";
}

function openMeter(stream: MediaStream): { level: () => number; close: () => void } {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 512;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    level: () => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, one) => sum + one * one, 0) / samples.length;
      return Math.min(1, Math.sqrt(power) * 4);
    },
    close: () => {
      if (context.state !== "closed") void context.close();
    },
  };
}
