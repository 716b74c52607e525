import type { MessageFile } from "@/lib/files/schema";
import { boxOf, ROWS_WIDTH, rowsOf } from "./layout";
import { Picture } from "./picture";

type Props = { files: MessageFile[]; onOpen: (file: MessageFile) => void };

/** One image as large as is calm, several as rows that fill one width. */
export function Pictures({ files, onOpen }: Props) {
  const [only] = files;
  if (!only) return null;
  if (files.length === 1) return <Single file={only} onOpen={() => onOpen(only)} />;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset holds form fields.
    <div
      role="group"
      aria-label={`${files.length} photos`}
      className="flex flex-col gap-0.5 overflow-hidden rounded-card"
      style={{ width: `min(100%, ${ROWS_WIDTH}px)` }}
    >
      {rowsOf(files).map((row) => (
        <div key={row.items[0]?.item.id} className="flex gap-0.5" style={{ aspectRatio: row.ratio }}>
          {row.items.map(({ item, ratio }) => (
            <Picture
              key={item.id}
              file={item}
              onOpen={() => onOpen(item)}
              sizes={`${Math.round((ROWS_WIDTH * ratio) / row.ratio)}px`}
              className="h-full min-w-0"
              style={{ flex: `${ratio} 1 0%` }}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

function Single({ file, onOpen }: { file: MessageFile; onOpen: () => void }) {
  const box = boxOf(file);
  const isSmall = file.width !== null && file.height !== null && (file.width < box.width || file.height < box.height);
  return (
    <Picture
      file={file}
      onOpen={onOpen}
      isWhole={isSmall}
      sizes={`(max-width: 480px) 80vw, ${box.width}px`}
      className="rounded-card"
      style={{ width: `min(100%, ${box.width}px)`, aspectRatio: `${box.width} / ${box.height}` }}
    />
  );
}
