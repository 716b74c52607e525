import { ApiError, api, unreachable } from "../../browser/api.ts";
import * as z from "../../z.ts";
import { type StoreRequest, storeRequestSchema } from "../schema.ts";
import { refusalOf } from "./refusal-of.ts";
import { type Sending, StoreIsClosed } from "./sending.ts";
import { FINISHING_MS, SilenceTimeout } from "./silence-timeout.ts";

/** After the store could not be reached from this page, files are sent to the server for this time. */
const CLOSED_MS = 10 * 60 * 1000;
const finishedSchema = z.object({ serverData: z.unknown() });

let closedUntil = 0;

/**
 * Sends a file to the store of files, past our server, and tells the server that it is there. Returns what that says
 * about it. The store takes a file whole or not at all, so an interrupted upload begins anew, unless everything had
 * arrived. Throws `ApiError`, `StaleUploadUrl`, `StoreIsClosed`, or the reason of `signal`.
 */
export async function sendToStore({ presigned, file, onProgress, signal }: Sending): Promise<unknown> {
  const path = pathOf(presigned.url);
  const { put, takesForms } = await orStale(api(path, { method: "POST", schema: storeRequestSchema, signal }));
  if (put && takesForms && Date.now() < closedUntil) throw new StoreIsClosed();
  if (put) await send(put, takesForms, { file, onProgress, signal });
  onProgress(1);
  const headers = { range: `bytes=${file.size}-` };
  const done = api(path, { method: "PUT", headers, schema: finishedSchema, signal, timeoutMs: FINISHING_MS });
  return (await orStale(done)).serverData;
}

/** The server's address, whatever name the page had when the upload began. */
function pathOf(address: string): string {
  const { pathname, search } = new URL(address, location.origin);
  return pathname + search;
}

async function orStale<T>(reply: Promise<T>): Promise<T> {
  try {
    return await reply;
  } catch (error) {
    throw (error instanceof ApiError && refusalOf(error.status)) || error;
  }
}

type Body = Omit<Sending, "presigned">;

async function send(put: NonNullable<StoreRequest["put"]>, takesForms: boolean, body: Body): Promise<void> {
  const { status, sent } = await request(put, body);
  body.signal.throwIfAborted();
  if (status >= 200 && status < 300) return;
  // Without rules for our origin (CORS) at the store, a browser sends nothing and does not say why.
  if (status === 0 && sent > 0) throw unreachable();
  if (status === 0 && takesForms) closedUntil = Date.now() + CLOSED_MS;
  // The server takes the file as well and finds the words for what is wrong with it.
  if (takesForms) throw new StoreIsClosed();
  if (status === 0 || status >= 500 || status === 429)
    throw new ApiError(503, "unavailable", "The store of this server’s files cannot be reached. It is tried again.");
  throw new ApiError(422, "invalid", "The store of this server’s files did not accept it. Attach it again.");
}

/** Resolves to the status, 0 without a reply, and to the number of bytes that were sent. */
function request({ url, headers }: NonNullable<StoreRequest["put"]>, { file, onProgress, signal }: Body) {
  const silence = new SilenceTimeout(signal);
  const xhr = new XMLHttpRequest();
  let sent = 0;
  return new Promise<{ status: number; sent: number }>((resolve) => {
    xhr.open("PUT", url);
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
    xhr.upload.onprogress = ({ loaded }) => {
      sent = loaded;
      silence.restart(loaded >= file.size);
      onProgress(loaded / file.size);
    };
    xhr.onloadend = () => resolve({ status: xhr.status, sent });
    silence.signal.addEventListener("abort", () => xhr.abort(), { once: true });
    if (silence.signal.aborted) resolve({ status: 0, sent });
    else xhr.send(file);
  }).finally(() => silence.end());
}
