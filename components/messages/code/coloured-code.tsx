"use client";

import { useMemo } from "react";
import { piecesOf } from "./languages";

/** Code in the colours of its language; in one that is not known plain. Its letters are as large as without colours, so nothing moves. */
export function ColouredCode({ text, language }: { text: string; language: string }) {
  const pieces = useMemo(() => piecesOf(language, text), [language, text]);
  return pieces.map(({ text, className }, index) =>
    className ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other identity.
      <span key={index} className={className}>
        {text}
      </span>
    ) : (
      text
    ),
  );
}
