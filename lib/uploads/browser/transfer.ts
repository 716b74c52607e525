import { ApiError, fetchCode, toApiError, unreachable } from "../../browser/api.ts";
import { uploadedSchema } from "../../files/schema.ts";
import type { Presigned } from "./upload.ts";

/**
 * The connection counts as dead after this time without a byte sent or a reply, because a network that disappears
 * reports no error.
 */
const SILENCE_MS = 30_000;
/** The server checks the complete file before it replies, which takes a moment for a large picture. */
const FINISHING_MS = 90_000;

/** Thrown when the stored upload URL is not valid any more. The upload starts anew with another. */
export class StaleUploadUrl extends Error {}

type Transfer = {
  slug: "attachment" | "picture";
  file: File;
  /** The upload URL from an earlier page, to resume the upload where it ended. */
  presigned: Presigned | null;
  onPresigned: (presigned: Presigned) => void;
  /** Receives a number from 0 to 1. */
  onProgress: (part: number) => void;
  signal: AbortSignal;
};

/**
 * Sends one file through uploadthing's client, from the byte up to which the server has it. Returns the file's id on
 * the server. Throws `ApiError`, `StaleUploadUrl`, or the reason of `signal`.
 */
export async function transfer(options: Transfer): Promise<string> {
  const { slug, file, signal, onProgress } = options;
  // The code is loaded when somebody attaches the first file.
  const { genUploader } = await fetchCode(() => import("uploadthing/client"));
  signal.throwIfAborted();
  const silence = new SilenceTimeout(signal);
  const requests = new UploadthingFetch(options, () => silence.abort());
  try {
    const url = new URL("/api/uploadthing", location.origin);
    const { uploadFiles } = genUploader({ url, fetch: requests.fetch as typeof fetch });
    const [done] = await uploadFiles(
      slug as never,
      {
        files: [file],
        signal: silence.signal,
        onUploadProgress: ({ loaded }: { loaded: number }) => {
          silence.restart(loaded >= file.size ? FINISHING_MS : SILENCE_MS);
          // `loaded` includes the form around the file.
          onProgress(file.size === 0 ? 1 : Math.min(1, loaded / file.size));
        },
      } as never,
    );
    return idOf((done as { serverData?: unknown } | undefined)?.serverData);
  } catch (error) {
    signal.throwIfAborted();
    throw requests.failure ?? toFailure(error);
  } finally {
    silence.end();
  }
}

/**
 * Handles uploadthing's requests except the PUT: it answers the request for an upload URL from the stored one, and
 * records failures.
 */
class UploadthingFetch {
  failure: Error | null = null;
  #options: Transfer;
  #abort: () => void;

  constructor(options: Transfer, abort: () => void) {
    this.#options = options;
    this.#abort = abort;
  }

  fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const { presigned, onPresigned } = this.#options;
    const isAsking = init?.method === "POST";
    if (isAsking && presigned) return Response.json([presigned]);
    const reply = await fetch(input, { ...init, credentials: "same-origin", cache: "no-store" }).catch(() => null);
    if (!reply) return this.#end(unreachable());
    if (!reply.ok) return this.#end(await toRefusal(reply, !isAsking));
    if (isAsking) {
      const [given] = (await reply.clone().json()) as Presigned[];
      if (given) onPresigned(given);
    }
    return reply;
  };

  /**
   * Stops the upload here, because uploadthing would send all bytes to a URL that was refused, and write the failure to
   * the console.
   */
  #end(failure: Error): Promise<never> {
    this.failure = failure;
    this.#abort();
    return new Promise(() => {});
  }
}

async function toRefusal(reply: Response, isUpload: boolean): Promise<Error> {
  const isTransient = reply.status >= 500 || reply.status === 429 || reply.status === 401;
  if (isUpload && !isTransient) return new StaleUploadUrl();
  return toApiError(reply, await reply.json().catch(() => undefined));
}

/**
 * Turns a failure of uploadthing's XMLHttpRequest into an error of ours: a status in its message, or a broken
 * connection.
 */
function toFailure(error: unknown): Error {
  if (error instanceof ApiError || error instanceof StaleUploadUrl) return error;
  const { message = "", data } = error as { message?: string; data?: unknown };
  const status = Number(/XHR failed (\d{3})/.exec(message)?.[1] ?? 0);
  // With 409, the server has another number of bytes than the client assumed; the next attempt asks again.
  if (status === 0 || status === 409) return unreachable();
  if ([403, 404, 410].includes(status)) return new StaleUploadUrl();
  return toApiError(new Response(null, { status }), data);
}

function idOf(serverData: unknown): string {
  const parsed = uploadedSchema.safeParse(serverData);
  if (!parsed.success) throw new ApiError(200, "internal", "The server's answer could not be read. Reload the page.");
  if ("file" in parsed.data) return parsed.data.file.id;
  throw new ApiError(422, "invalid", parsed.data.error.message);
}

/** Aborts when the caller does, and after too long a silence. */
class SilenceTimeout {
  #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #outer: AbortSignal;

  constructor(outer: AbortSignal) {
    this.#outer = outer;
    outer.addEventListener("abort", this.abort);
    this.restart(SILENCE_MS);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  abort = (): void => this.#controller.abort();

  restart(timeoutMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.abort, timeoutMs);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#outer.removeEventListener("abort", this.abort);
  }
}
