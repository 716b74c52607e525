import type { KeptFile } from "./upload.ts";

/** Longest edge in px of a video's still. */
const POSTER_EDGE = 1280;
const POSTER_QUALITY = 0.8;
/** The first frame is often black. */
const POSTER_AT_S = 0.5;
const PATIENCE_MS = 8000;
/** Where a browser has to read all of a recording for its length, a message does not wait for that. */
const LENGTH_PATIENCE_MS = 2000;
/** Later than any recording ends: a browser that does not know a recording's length finds it on the way there. */
const FAR_S = 1e7;

export type Measured = Partial<Pick<KeptFile, "width" | "height" | "durationMs">> & { poster?: Blob };

/**
 * What this browser can tell of a picture, sound or video; nothing where it cannot show it. A length that is known is
 * not looked for: of a recording, Firefox would have to read all, and a message waits for what it is told here.
 */
export async function measure(kind: KeptFile["kind"], url: string, knownMs: number | null): Promise<Measured> {
  try {
    if (kind === "image") return await measureImage(url);
    if (kind === "video") return await measureMedia(kind, url, knownMs);
    if (kind === "audio" && knownMs === null) return await measureMedia(kind, url, knownMs);
  } catch {
    // Of a type that this browser does not play: shared all the same.
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
    const loaded = heard(media, "loadedmetadata");
    media.src = url;
    await loaded;
    // Sent without its length, rather than not at all.
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
    const known = heard(media, "durationchange", LENGTH_PATIENCE_MS);
    media.currentTime = FAR_S;
    await known;
  }
  const ms = Math.round(media.duration * 1000);
  return Number.isFinite(ms) && ms > 0 ? ms : null;
}

async function stillOf(video: HTMLVideoElement): Promise<Blob | undefined> {
  const there = heard(video, "seeked");
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

function heard(media: HTMLMediaElement, event: string, patienceMs = PATIENCE_MS): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No ${event}.`)), patienceMs);
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
