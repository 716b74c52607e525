/** The file under whose id the storage has the bytes: the file itself, or the one that it was copied from. */
export const bytesOf = <F extends { id: string; bytesId: string | null }>(file: F): F => ({
  ...file,
  id: file.bytesId ?? file.id,
});
