import { ApiError, fetchCode, toApiError, unreachable } from "../../browser/api.ts";
import { uploadedSchema } from "../../files/schema.ts";
import type { Presigned } from "./upload.ts";

/** Without a byte sent or an answer for so long, the connection counts as dead; a network that went silent says nothing. */
const SILENCE_MS = 30_000;
/** The server looks into what has arrived: a large picture takes it a moment. */
const FINISHING_MS = 90_000;

/** The address that was kept is not good any more: the upload begins anew with another. */
export class StaleAddress extends Error {}

type Transfer = {
  slug: "attachment" | "picture";
  file: File;
  /** Of an earlier page, to go on where it ended. */
  presigned: Presigned | null;
  onPresigned: (presigned: Presigned) => void;
  /** 0 to 1. */
  onProgress: (part: number) => void;
  signal: AbortSignal;
};

/**
 * Sends one file through uploadthing's client, from the byte up to which the server has it, and returns its id there.
 * Throws `ApiError`, `StaleAddress`, or the reason of `signal`.
 */
export async function transfer(options: Transfer): Promise<string> {
  const { slug, file, signal, onProgress } = options;
  // Loaded when somebody attaches a file, and not before.
  const { genUploader } = await fetchCode(() => import("uploadthing/client"));
  signal.throwIfAborted();
  const watch = new Watch(signal);
  const wire = new Wire(options, () => watch.abort());
  try {
    const url = new URL("/api/uploadthing", location.origin);
    const { uploadFiles } = genUploader({ url, fetch: wire.fetch as typeof fetch });
    const [done] = await uploadFiles(
      slug as never,
      {
        files: [file],
        signal: watch.signal,
        onUploadProgress: ({ loaded }: { loaded: number }) => {
          watch.heard(loaded >= file.size ? FINISHING_MS : SILENCE_MS);
          // What is counted includes the form around the file.
          onProgress(file.size === 0 ? 1 : Math.min(1, loaded / file.size));
        },
      } as never,
    );
    return idOf((done as { serverData?: unknown } | undefined)?.serverData);
  } catch (error) {
    signal.throwIfAborted();
    throw wire.failure ?? toFailure(error);
  } finally {
    watch.end();
  }
}

/** Uploadthing's requests but the PUT itself: answers the one for an address from what was kept, and notes what fails. */
class Wire {
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

  /** Uploadthing would send all bytes to an address that has just said no, and write what failed to the console. */
  #end(failure: Error): Promise<never> {
    this.failure = failure;
    this.#abort();
    return new Promise(() => {});
  }
}

async function toRefusal(reply: Response, isUpload: boolean): Promise<Error> {
  const isTransient = reply.status >= 500 || reply.status === 429 || reply.status === 401;
  if (isUpload && !isTransient) return new StaleAddress();
  return toApiError(reply, await reply.json().catch(() => undefined));
}

/** What uploadthing's XMLHttpRequest met: a status in its words, or a broken connection. */
function toFailure(error: unknown): Error {
  if (error instanceof ApiError || error instanceof StaleAddress) return error;
  const { message = "", data } = error as { message?: string; data?: unknown };
  const status = Number(/XHR failed (\d{3})/.exec(message)?.[1] ?? 0);
  // 409: the server has more or fewer bytes than it had; the next try asks it again.
  if (status === 0 || status === 409) return unreachable();
  if ([403, 404, 410].includes(status)) return new StaleAddress();
  return toApiError(new Response(null, { status }), data);
}

function idOf(serverData: unknown): string {
  const parsed = uploadedSchema.safeParse(serverData);
  if (!parsed.success) throw new ApiError(200, "internal", "The server's answer could not be read. Reload the page.");
  if ("file" in parsed.data) return parsed.data.file.id;
  throw new ApiError(422, "invalid", parsed.data.error.message);
}

/** Aborts when the caller does, and when nothing was heard for too long. */
class Watch {
  #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #outer: AbortSignal;

  constructor(outer: AbortSignal) {
    this.#outer = outer;
    outer.addEventListener("abort", this.abort);
    this.heard(SILENCE_MS);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  abort = (): void => this.#controller.abort();

  heard(patienceMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.abort, patienceMs);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#outer.removeEventListener("abort", this.abort);
  }
}
