import type { CSSProperties, ReactNode } from "react";
import { countOfFiles } from "@/lib/files/labels";
import type { MessageFile } from "@/lib/files/message-file";
import { pictureBoxOf, pictureRowsOf, ROWS_WIDTH } from "./picture-layout";

type Framed = Pick<MessageFile, "id" | "width" | "height">;

/** The box that a picture is drawn in. `sizes` is that of `<img>`. */
export type Frame = { sizes: string; isWhole?: boolean; className: string; style: CSSProperties };
type Props<T> = { files: readonly T[]; draw: (file: T, frame: Frame) => ReactNode };

/**
 * Lays out one image in a box of moderate size, and several as rows of one width. Sent and unsent ones have the same
 * places.
 */
export function PictureFrames<T extends Framed>({ files, draw }: Props<T>) {
  const [only] = files;
  if (!only) return null;
  if (files.length === 1) return draw(only, frameOf(only));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset holds form fields.
    <div
      role="group"
      aria-label={countOfFiles(files.length, "image")}
      className="flex flex-col gap-0.5 overflow-hidden rounded-card"
      style={{ width: `min(100%, ${ROWS_WIDTH}px)` }}
    >
      {pictureRowsOf(files).map((row) => (
        <div key={row.items[0]?.item.id} className="flex min-h-0 gap-0.5" style={{ aspectRatio: row.ratio }}>
          {row.items.map(({ item, ratio }) =>
            draw(item, {
              sizes: `${Math.round((ROWS_WIDTH * ratio) / row.ratio)}px`,
              className: "h-full min-w-0",
              style: { flex: `${ratio} 1 0%` },
            }),
          )}
        </div>
      ))}
    </div>
  );
}

function frameOf(file: Framed): Frame {
  const box = pictureBoxOf(file);
  return {
    sizes: `(max-width: 480px) 80vw, ${box.width}px`,
    isWhole: file.width !== null && file.height !== null && (file.width < box.width || file.height < box.height),
    className: "rounded-card",
    style: { width: `min(100%, ${box.width}px)`, aspectRatio: `${box.width} / ${box.height}` },
  };
}
