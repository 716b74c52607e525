"use client";

import { useCallback, useEffect, useEffectEvent, useMemo, useState, useSyncExternalStore } from "react";
import { errorMessageOf } from "@/components/ui/form-errors";
import { createClientId } from "@/lib/browser/ids";
import type { ConversationKey } from "@/lib/messages/conversation-key";
import { loadUploads } from "@/lib/messages/outbox/outboxes";
import type { PendingFile, PendingMessage } from "@/lib/messages/timeline";
import { draftOwner, hasFiles } from "@/lib/uploads/browser/file-owners";
import type { Upload } from "@/lib/uploads/browser/upload";
import type { Uploads } from "@/lib/uploads/browser/uploads";
import { AttachmentTile } from "./attachment-tile-on-demand";
import type { Recorded } from "./recording";

const NONE: readonly Upload[] = [];
const unheard = () => () => {};

/** The files of a message that is being sent, and its clientId, which owns them until then. */
export type AttachmentBatch = { clientId: string; files: readonly PendingFile[] };

/** Knows the files that are attached to the draft. The code of uploads is loaded with the first file. */
export function useAttachments(viewerId: string, conversation: ConversationKey, onFirstFile: () => void) {
  const owner = draftOwner(viewerId, conversation);
  const [uploads, setUploads] = useState<Uploads | null>(null);
  const [refusals, setRefusals] = useState<readonly string[]>([]);
  const [arriving, setArriving] = useState(0);
  const [voiceId, setVoiceId] = useState<string | null>(null);
  const all = useSyncExternalStore(
    uploads?.subscribe ?? unheard,
    () => uploads?.listOf(owner) ?? NONE,
    () => NONE,
  );

  // A recording that is open in the recorder is not listed among the files yet.
  const list = useMemo(() => all.filter(({ file }) => file.id !== voiceId), [all, voiceId]);

  const load = useCallback(async () => {
    AttachmentTile.preload();
    const loaded = (await loadUploads()).uploadsOf(viewerId);
    setUploads(loaded);
    onFirstFile();
    return loaded;
  }, [viewerId, onFirstFile]);
  const refuse = useCallback((reasons: readonly string[]) => setRefusals((now) => [...now, ...reasons]), []);
  const complain = useCallback((error: unknown) => refuse([errorMessageOf(error)]), [refuse]);

  useEffect(() => {
    const restore = async () => {
      if (await hasFiles(owner)) await (await load()).restore(conversation);
    };
    restore().catch(complain);
  }, [owner, conversation, load, complain]);

  return useMemo(() => {
    /** Moves all files that can be sent to a message. */
    const take = (): AttachmentBatch => {
      const files = list.filter(({ status }) => status !== "refused").map(({ file }) => toPending(file));
      const clientId = createClientId();
      uploads?.adopt(clientId, files);
      setRefusals([]);
      return { clientId, files };
    };
    return {
      uploads,
      list,
      refusals,
      take,
      /**
       * Files were given and are not in `list` yet: what does it is being loaded, or the server asked for its limit.
       */
      isArriving: arriving > 0,
      /** The number of files that can be sent. */
      count: list.filter(({ status }) => status !== "refused").length,
      dismiss: () => setRefusals([]),
      attach: (files: readonly File[]) => {
        setArriving((now) => now + 1);
        load()
          .then((loaded) => loaded.attach(conversation, files))
          .then(refuse)
          .catch(complain)
          .finally(() => setArriving((now) => now - 1));
      },
      /** Moves the files of an unsent message back to the draft. */
      takeBack: async ({ clientId, files }: PendingMessage) => {
        if (files?.length) await (await load()).release(clientId, conversation);
      },
      voice: {
        /**
         * Keeps a recording that is finished and not sent. Resolves to its id, or to null when it cannot be shared,
         * which is said.
         */
        keep: async ({ file, durationMs }: Recorded): Promise<string | null> => {
          try {
            const recorded = await (await load()).record(conversation, file, durationMs);
            if (typeof recorded !== "string") {
              setVoiceId(recorded.file.id);
              return recorded.file.id;
            }
            refuse([recorded]);
          } catch (error) {
            complain(error);
          }
          return null;
        },
        /** Moves the recording to a message of its own. */
        take: async (id: string): Promise<AttachmentBatch | null> => {
          const loaded = await load();
          const kept = loaded.listOf(owner).find(({ file }) => file.id === id);
          if (!kept) return null;
          const sending = { clientId: createClientId(), files: [toPending(kept.file)] };
          loaded.adopt(sending.clientId, sending.files);
          return sending;
        },
        discard: (id: string) => void load().then((loaded) => loaded.remove(id), complain),
        /** Lists the recording among the attached files from now on. */
        letGo: () => setVoiceId(null),
      },
      /** Loads the code and the limits ahead, when a finger or a key is on the button. */
      prepare: () =>
        void load().then(
          (loaded) => loaded.limits(),
          () => {},
        ),
    };
  }, [uploads, owner, list, refusals, arriving, load, conversation, refuse, complain]);
}
export type Attachments = ReturnType<typeof useAttachments>;

/**
 * Runs `work` after `wait()` when the arriving files are there, because somebody who drops a file and presses Enter at
 * once means to send both. When a file is refused, `work` is not run, so that the person can decide.
 */
export function useOnceArrived({ isArriving, refusals }: Attachments, work: () => void) {
  const [wanted, setWanted] = useState<{ refusals: number } | null>(null);
  const run = useEffectEvent(work);
  useEffect(() => {
    if (!wanted || isArriving) return;
    setWanted(null);
    if (refusals.length === wanted.refusals) run();
  }, [wanted, isArriving, refusals]);
  return { isWaiting: wanted !== null, wait: () => setWanted({ refusals: refusals.length }) };
}

function toPending({ id, name, size, kind, width, height }: PendingFile): PendingFile {
  return { id, name, size, kind, width, height };
}
