import type { KeptFile } from "./upload.ts";

/** The longest edge of a video's still, in px. */
const POSTER_EDGE = 1280;
const POSTER_QUALITY = 0.8;
/** The still is taken at this second, because the first frame is often black. */
const POSTER_AT_S = 0.5;
const EVENT_TIMEOUT_MS = 8000;
/** A message waits at most this long for a recording's length, which some browsers read the whole recording for. */
const LENGTH_TIMEOUT_MS = 2000;
/**
 * A second later than any recording ends. Seeking there makes a browser find the length of a recording that it does not
 * know.
 */
const BEYOND_END_S = 1e7;

export type Measured = Partial<Pick<KeptFile, "width" | "height" | "durationMs">> & { poster?: Blob };

/**
 * Measures a picture, sound or video in this browser; returns nothing for what it cannot show. A length that is known
 * is not measured again, because Firefox would read the whole recording while the message waits.
 */
export async function measure(kind: KeptFile["kind"], url: string, knownMs: number | null): Promise<Measured> {
  try {
    if (kind === "image") return await measureImage(url);
    if (kind === "video") return await measureMedia(kind, url, knownMs);
    if (kind === "audio" && knownMs === null) return await measureMedia(kind, url, knownMs);
  } catch {
    // A type that this browser does not play is shared all the same.
  }
  return {};
}

async function measureImage(url: string): Promise<Measured> {
  const image = new Image();
  image.src = url;
  await image.decode();
  return { width: image.naturalWidth, height: image.naturalHeight };
}

async function measureMedia(kind: "audio" | "video", url: string, knownMs: number | null): Promise<Measured> {
  const media = document.createElement(kind);
  media.preload = "auto";
  media.muted = true;
  try {
    const loaded = waitForEvent(media, "loadedmetadata");
    media.src = url;
    await loaded;
    // A file whose length cannot be found is sent without it.
    const durationMs = knownMs ?? (await lengthOf(media).catch(() => null));
    if (!(media instanceof HTMLVideoElement) || media.videoWidth === 0) return { durationMs };
    const poster = await stillOf(media).catch(() => undefined);
    return { durationMs, width: media.videoWidth, height: media.videoHeight, ...(poster && { poster }) };
  } finally {
    media.removeAttribute("src");
    media.load();
  }
}

async function lengthOf(media: HTMLMediaElement): Promise<number | null> {
  if (media.duration === Number.POSITIVE_INFINITY) {
    const known = waitForEvent(media, "durationchange", LENGTH_TIMEOUT_MS);
    media.currentTime = BEYOND_END_S;
    await known;
  }
  const ms = Math.round(media.duration * 1000);
  return Number.isFinite(ms) && ms > 0 ? ms : null;
}

async function stillOf(video: HTMLVideoElement): Promise<Blob | undefined> {
  const there = waitForEvent(video, "seeked");
  video.currentTime = Math.min(POSTER_AT_S, video.duration / 2);
  await there;
  const scale = Math.min(1, POSTER_EDGE / Math.max(video.videoWidth, video.videoHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(video.videoWidth * scale));
  canvas.height = Math.max(1, Math.round(video.videoHeight * scale));
  canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", POSTER_QUALITY));
  return blob ?? undefined;
}

function waitForEvent(media: HTMLMediaElement, event: string, timeoutMs = EVENT_TIMEOUT_MS): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No ${event}.`)), timeoutMs);
    const end = (finish: () => void) => () => {
      clearTimeout(timer);
      finish();
    };
    media.addEventListener(event, end(resolve), { once: true });
    media.addEventListener(
      "error",
      end(() => reject(new Error("Not playable."))),
      { once: true },
    );
  });
}
