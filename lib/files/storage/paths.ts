import "server-only";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { getConfig } from "../../config.ts";
import { createId } from "../../ids.ts";

/**
 * Ids are made by the server, and checked again before they become part of a path or a store's key (docs/reliability.md
 * F4).
 */
const ID = /^[a-z0-9]{20}$/;

export function requireId(id: string): string {
  if (!ID.test(id)) throw new Error("not the id of a file");
  return id;
}

function below(folder: string, id: string, name: string): string {
  requireId(id);
  return path.join(getConfig().files.folder, folder, name);
}

/** The path where an upload's bytes are collected. */
export const incomingPath = (id: string): string => below("incoming", id, id);
/** A path for a temporary file of an upload. Each call returns another, so that no two writers share it. */
export const scratchPath = (id: string): string => below("incoming", id, `${id}.${createId()}`);
/** The permanent path of a file. */
export const storedPath = (id: string): string => below(id.slice(0, 2), id, id);
/** The path of a smaller version, which is made again whenever it is missing. */
export const thumbnailPath = (id: string, size: number): string =>
  below(path.join("small", id.slice(0, 2)), id, `${id}-${size}.webp`);

/** Makes a file's folder, which only the server's own user may read. */
export async function makeFolderOf(file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
}
