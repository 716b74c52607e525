// Uploads files with the same requests as uploadthing's browser client, step by step, so that tests can do each step
// wrongly.
import sharp from "sharp";
import type { MessageFile } from "@/lib/files/message-file.ts";
import { uploadedSchema } from "@/lib/files/schema.ts";
import { storeRequestSchema } from "@/lib/uploads/schema.ts";
import type { Person } from "./cast.ts";
import type { Reply } from "./client.ts";

export type SignedUpload = { url: string; key: string; name: string; customId: string; toStore?: boolean };
export type Slug = "attachment" | "picture";
type PutOptions = { start?: number; signal?: AbortSignal };

/** Asks for the upload of a file of `size` bytes. */
export function askForUpload(person: Person, name: string, size: number, slug: Slug = "attachment"): Promise<Reply> {
  const files = [{ name, size, type: "whatever/it-says", lastModified: 1 }];
  return person.api.post(`/api/uploadthing?actionType=upload&slug=${slug}`, { files, input: null });
}

/** The signed address of an upload. Throws when the upload is refused. */
export async function ticketFor(person: Person, name: string, size: number, slug?: Slug): Promise<SignedUpload> {
  const { status, body } = await askForUpload(person, name, size, slug);
  const [ticket] = body as SignedUpload[];
  if (status !== 200 || !ticket) throw new Error(`${status} ${JSON.stringify(body)}`);
  return ticket;
}

/** How many bytes of the upload the server has, by HEAD; -1 when that is refused. */
export async function rangeStart(person: Person, ticket: SignedUpload): Promise<number> {
  const response = await fetch(ticket.url, { method: "HEAD", headers: { authorization: `Bearer ${person.token}` } });
  return response.ok ? Number(response.headers.get("x-ut-range-start")) : -1;
}

/** Sends bytes to an upload address, beginning at the file's byte `start`. */
export async function put(person: Person, url: string, bytes: Uint8Array, options: PutOptions = {}): Promise<Reply> {
  const form = new FormData();
  form.append("file", new Blob([bytes as BlobPart]), "blob");
  const response = await fetch(url, {
    method: "PUT",
    headers: { authorization: `Bearer ${person.token}`, range: `bytes=${options.start ?? 0}-` },
    body: form,
    signal: options.signal,
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** Our address of an upload, as a path. */
export function pathOf({ url }: SignedUpload): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

/** Asks where to send an upload past us, and sends it to the store as a browser does. */
export async function putToStore(person: Person, ticket: SignedUpload, bytes: Uint8Array, headers = {}) {
  const { status, body } = await person.api.post(pathOf(ticket));
  const request = storeRequestSchema.safeParse(body).data?.put;
  if (!request) throw new Error(`${status} ${JSON.stringify(body)}`);
  return fetch(request.url, {
    method: "PUT",
    headers: { ...request.headers, ...headers },
    body: new Uint8Array(bytes),
  });
}

/** Says that everything has arrived, with nothing left to send. */
export async function finish(person: Person, ticket: SignedUpload): Promise<Reply> {
  const size = Number(new URL(ticket.url).searchParams.get("x-ut-file-size"));
  const headers = { authorization: `Bearer ${person.token}`, range: `bytes=${size}-` };
  const response = await fetch(ticket.url, { method: "PUT", headers });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** The file of an upload whose bytes have arrived. Throws when it is refused. */
export async function finished(person: Person, ticket: SignedUpload): Promise<MessageFile> {
  return fileOf(await finish(person, ticket));
}

function fileOf(reply: Reply): MessageFile {
  if (reply.status !== 200) throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`);
  const result = uploadedSchema.parse((reply.body as { serverData: unknown }).serverData);
  if ("error" in result) throw new Error(result.error.message);
  return result.file;
}

/** Uploads a whole file and returns it as the server describes it. Throws when it is refused. */
export async function upload(person: Person, name: string, bytes: Uint8Array, slug?: Slug): Promise<MessageFile> {
  const ticket = await ticketFor(person, name, bytes.length, slug);
  return fileOf(await put(person, ticket.url, bytes));
}

/** Uploads a file that the server should refuse for its content, and returns the status, code and reason. */
export async function refused(person: Person, name: string, bytes: Uint8Array): Promise<string> {
  const asked = await askForUpload(person, name, bytes.length);
  const [ticket] = (asked.status === 200 ? asked.body : []) as SignedUpload[];
  const reply = ticket ? await put(person, ticket.url, bytes) : asked;
  const { error } = reply.body as { error?: { code: string } };
  return `${reply.status} ${error?.code ?? "no error"}`;
}

/** The reply to GET (or another method) for a file. Redirects are not followed. */
export function fetchFile(person: Person | null, url: string, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  if (person) headers.set("authorization", `Bearer ${person.token}`);
  return fetch(new URL(path, url), { redirect: "manual", ...init, headers });
}

type Format = "png" | "jpeg" | "webp" | "avif" | "gif";

/** An image of one colour with a dot of another. */
export function picture(format: Format = "png", width = 40, height = 30): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: { r: 200, g: 80, b: 40 } } })
    .composite([{ input: { create: { width: 2, height: 2, channels: 3, background: "#00f" } }, left: 1, top: 1 }])
    .toFormat(format)
    .toBuffer();
}

/** A silent WAV of `size` bytes. */
export function wav(size: number): Buffer {
  const bytes = Buffer.alloc(size);
  bytes.write("RIFF", 0);
  bytes.writeUInt32LE(size - 8, 4);
  bytes.write("WAVEfmt ", 8);
  return bytes;
}

/** The first bytes of a PDF, and padding. */
export function pdf(size: number): Buffer {
  const bytes = Buffer.alloc(size, "x");
  bytes.write("%PDF-1.7\n");
  return bytes;
}
