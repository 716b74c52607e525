import { genUploader } from "uploadthing/client";
import { ApiError, toApiError, unreachable } from "../../browser/api.ts";
import { refusalOf } from "./refusal-of.ts";
import { type Sending, StaleUploadUrl } from "./sending.ts";
import { SilenceTimeout } from "./silence-timeout.ts";

/**
 * Sends a file through uploadthing's client, from the byte up to which the server, ours or UploadThing's, has it.
 * Returns what our server says about it. Throws `ApiError`, `StaleUploadUrl`, or the reason of `signal`.
 */
export async function sendForm(options: Sending): Promise<unknown> {
  const { file, signal, onProgress } = options;
  signal.throwIfAborted();
  const silence = new SilenceTimeout(signal);
  const requests = new UploadthingFetch(options, () => silence.abort());
  try {
    const url = new URL("/api/uploadthing", location.origin);
    const { uploadFiles } = genUploader({ url, fetch: requests.fetch as typeof fetch });
    const [done] = await uploadFiles(
      "attachment" as never,
      {
        files: [file],
        signal: silence.signal,
        onUploadProgress: ({ loaded }: { loaded: number }) => {
          silence.restart(loaded >= file.size);
          // `loaded` includes the form around the file.
          onProgress(file.size === 0 ? 1 : Math.min(1, loaded / file.size));
        },
      } as never,
    );
    return (done as { serverData?: unknown } | undefined)?.serverData;
  } catch (error) {
    signal.throwIfAborted();
    throw requests.failure ?? toFailure(error);
  } finally {
    silence.end();
  }
}

/**
 * Handles uploadthing's requests except the PUT: it answers the request for an upload URL with the one that is known,
 * and records failures.
 */
class UploadthingFetch {
  failure: Error | null = null;
  #options: Sending;
  #abort: () => void;

  constructor(options: Sending, abort: () => void) {
    this.#options = options;
    this.#abort = abort;
  }

  fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    if (init?.method === "POST") return Response.json([this.#options.presigned]);
    const reply = await fetch(input, { ...init, credentials: "same-origin", cache: "no-store" }).catch(() => null);
    if (!reply) return this.#end(unreachable());
    return reply.ok ? reply : this.#end(await toRefusal(reply));
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

async function toRefusal(reply: Response): Promise<Error> {
  const isTransient = reply.status >= 500 || reply.status === 429 || reply.status === 401;
  return isTransient ? toApiError(reply, await reply.json().catch(() => undefined)) : new StaleUploadUrl();
}

/**
 * Turns a failure of uploadthing's XMLHttpRequest into an error of ours: a status in its message, or a broken
 * connection.
 */
function toFailure(error: unknown): Error {
  if (error instanceof ApiError || error instanceof StaleUploadUrl) return error;
  const { message = "", data } = error as { message?: string; data?: unknown };
  const status = Number(/XHR failed (\d{3})/.exec(message)?.[1] ?? 0);
  if (status === 0) return unreachable();
  return refusalOf(status) ?? toApiError(new Response(null, { status }), data);
}
