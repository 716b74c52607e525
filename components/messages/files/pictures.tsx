import type { MessageFile } from "@/lib/files/message-file";
import { Picture } from "./picture";
import { PictureFrames } from "./picture-frames";

type Props = { files: MessageFile[]; onOpen: (file: MessageFile) => void };

/** The images of a message. A press opens one in the lightbox. */
export function Pictures({ files, onOpen }: Props) {
  return (
    <PictureFrames
      files={files}
      draw={(file, frame) => <Picture key={file.id} file={file} onOpen={() => onOpen(file)} {...frame} />}
    />
  );
}
