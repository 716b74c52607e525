"use client";

import { type DragEvent, useEffect, useState } from "react";

/** Handles files that are dragged over an element and dropped on it. */
export function useFileDrop(onDrop: ((files: File[]) => void) | null) {
  const [isOver, setOver] = useState(false);

  // Files that are dropped beside the element would replace the page.
  useEffect(() => {
    const ignore = (event: globalThis.DragEvent) => {
      if (!hasFiles(event.dataTransfer) || event.defaultPrevented) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "none";
    };
    window.addEventListener("dragover", ignore);
    window.addEventListener("drop", ignore);
    return () => {
      window.removeEventListener("dragover", ignore);
      window.removeEventListener("drop", ignore);
    };
  }, []);

  const hear = (work: (event: DragEvent) => void) => (event: DragEvent) => {
    if (!onDrop || !hasFiles(event.dataTransfer)) return;
    event.preventDefault();
    work(event);
  };
  return {
    isOver,
    handlers: {
      onDragEnter: hear(() => setOver(true)),
      onDragOver: hear((event) => {
        event.dataTransfer.dropEffect = "copy";
        setOver(true);
      }),
      onDragLeave: hear(({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) setOver(false);
      }),
      onDrop: hear((event) => {
        setOver(false);
        const files = filesOf(event.dataTransfer);
        if (files.length > 0) onDrop?.(files);
      }),
    },
  };
}

function hasFiles(data: DataTransfer | null): boolean {
  return data?.types.includes("Files") ?? false;
}

/** Lists the dropped files without folders, which cannot be read as files. */
function filesOf(data: DataTransfer): File[] {
  return [...data.items].flatMap((item) => {
    if (item.kind !== "file" || item.webkitGetAsEntry?.()?.isDirectory) return [];
    return item.getAsFile() ?? [];
  });
}

/** Lists the files of a paste. A text that also comes as a picture of itself, as from a spreadsheet, counts as text. */
export function pastedFiles(data: DataTransfer): File[] {
  const files = filesOf(data);
  return files.length > 0 && isText(data) ? [] : files;
}

/**
 * A picture that was copied from a page comes with the HTML that shows it, and with no words or its address as text.
 */
function isText(data: DataTransfer): boolean {
  if (!data.types.includes("text/html") || data.getData("text/plain").trim() === "") return false;
  const { body } = new DOMParser().parseFromString(data.getData("text/html"), "text/html");
  return body.querySelector("img") === null || body.textContent.trim() !== "";
}
