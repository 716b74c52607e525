import "server-only";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { getConfig } from "../../config.ts";
import { createId } from "../../ids.ts";

/** Ids come from us, and are looked at again before they become a path or a store's key (docs/reliability.md F4). */
const ID = /^[a-z0-9]{20}$/;

export function requireId(id: string): string {
  if (!ID.test(id)) throw new Error("not the id of a file");
  return id;
}

function below(folder: string, id: string, name: string): string {
  requireId(id);
  return path.join(getConfig().files.folder, folder, name);
}

/** Where an upload grows, byte by byte. */
export const incomingPath = (id: string): string => below("incoming", id, id);
/** A place for something made of it, another at each call: nobody else, in this process or in another, writes there. */
export const scratchPath = (id: string): string => below("incoming", id, `${id}.${createId()}`);
/** Where a file is for good. */
export const keptPath = (id: string): string => below(id.slice(0, 2), id, id);
/** A small version: made from the file whenever it is not there. */
export const thumbnailPath = (id: string, size: number): string =>
  below(path.join("small", id.slice(0, 2)), id, `${id}-${size}.webp`);

/** Makes the folder of a file, for its owner only. */
export async function makeFolderOf(file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
}
