import { VOICE_MESSAGE } from "@/lib/files/labels";
import { recordingFormat } from "./recording-format";

/** The greatest length of a voice message. */
export const VOICE_MAX_MS = 30 * 60 * 1000;
const BITS_PER_S = 48_000;

export type Recorded = { file: File; durationMs: number };
export type Recording = {
  /** Returns how loud the sound is now, from 0 to 1. */
  level: () => number;
  elapsedMs: () => number;
  stop: () => Promise<Recorded>;
  /** Ends the recording and releases the microphone. */
  discard: () => void;
};

/** Starts to record. Throws an `Error` with a text for the person when no microphone is there or allowed. */
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
  // The microphone was unplugged. The recording up to then is kept.
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

/** Makes the recorder of a microphone. When that fails, the microphone is released. */
function recorderOf(stream: MediaStream, mimeType: string | undefined): MediaRecorder {
  try {
    return new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS_PER_S });
  } catch {
    for (const track of stream.getTracks()) track.stop();
    throw new Error("This browser cannot record. Record it elsewhere, and attach the file.");
  }
}

/** Returns a name as `Voice message 2026-11-21 14.05.weba`. File names cannot have a colon. */
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
