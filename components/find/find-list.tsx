"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { useChatPages, useChats, useViewer } from "@/components/chats/chat-list-provider";
import { useOpenDirect } from "@/components/people/use-open-direct";
import { searchAddress } from "@/components/search/wish";
import { isClientRoute, navigate } from "@/components/ui/client-navigation";
import { errorMessageOf } from "@/components/ui/form-errors";
import { toast } from "@/components/ui/toast";
import { cn } from "@/lib/cn";
import type { Room } from "@/lib/rooms/schema";
import { type Block, blocksWithoutQuery, type Command, type Entry, findEntries, keepPlaces } from "./find-entries";
import { FindState } from "./find-state";
import { FoundEntry, MessagesWith, Option, type Target } from "./found-option";
import { useActiveOption } from "./use-active-option";
import { useFind } from "./use-find";

type Props = {
  /** The id of the list box, which the field names in its aria-controls. */
  id: string;
  field: RefObject<HTMLInputElement | null>;
  query: string;
  /** The longest possible list of each section. */
  max: number;
  /** Lower rows, of which the first is active by itself: a list that is opened to go somewhere. */
  isDense?: boolean;
  commands?: readonly Command[];
  /** The chats that are offered without a query. */
  suggested?: readonly Room[];
  /** The classes of the list box. Where the list scrolls in itself, that is the element which scrolls: keys reach it. */
  className?: string;
  /** Something was chosen. */
  onDone: () => void;
  /** Whether what is opened takes the place of the address on screen, which is only a step of this list. */
  replaces?: boolean;
  onEscape?: () => void;
};

const NONE: readonly never[] = [];

/**
 * The list box of what has a name like the query: the viewer's chats and the people in them at once, then what the server
 * knows; and above them the way to messages. The field above keeps the focus.
 */
export function FindList(props: Props) {
  const { id, field, query, isDense = false, className, onDone, onEscape, replaces = false } = props;
  const text = query.trim();
  const router = useRouter();
  const { blocks, status, retry } = useBlocks(props);
  const shown = blocks.flatMap(({ entries }) => entries);
  const address = searchAddress({ q: text, sort: "newest" });
  const messagesId = `${id}-messages`;
  const idOf = ({ key }: Entry) => `${id}-${key}`;
  const go = (href: string) => {
    onDone();
    if (isClientRoute(new URL(href, location.href))) navigate(href, { replace: replaces });
    else if (replaces) {
      // The page comes later than this list is gone, which would go back from its step and give up the page.
      history.replaceState(null, "", location.href);
      router.replace(href);
    } else router.push(href);
  };
  const { active, choose } = useActiveOption({
    field,
    ids: [...(text === "" ? [] : [messagesId]), ...shown.map(idOf)],
    first: shown[0] && idOf(shown[0]),
    startsActive: isDense,
    query: text,
    onEnter: (typed) => typed !== "" && go(searchAddress({ q: typed, sort: "newest" })),
    onEscape,
  });
  const optionProps = (optionId: string) => ({
    id: optionId,
    isActive: active === optionId,
    isDense,
    onPoint: () => active !== optionId && choose(optionId),
  });
  const targetOf = useTarget(go, onDone, replaces);
  return (
    <>
      <div role="listbox" id={id} aria-label="Found" aria-busy={status === "loading"} className={className}>
        {text !== "" && (
          <Option {...optionProps(messagesId)} target={{ href: address, go: () => go(address) }}>
            <MessagesWith query={text} isDense={isDense} />
          </Option>
        )}
        {blocks.map(({ section, entries }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks are only ever added at the end.
          <Section key={`${section} ${at}`} section={section} isFirst={at === 0} isSecond={isSecond(blocks, at)}>
            {entries.map((entry) => (
              <Option key={entry.key} {...optionProps(idOf(entry))} target={targetOf(entry)}>
                <FoundEntry entry={entry} isDense={isDense} />
              </Option>
            ))}
          </Section>
        ))}
      </div>
      <FindState query={text} count={shown.length} status={status} onRetry={retry} />
    </>
  );
}

const isSecond = (blocks: readonly Block[], at: number): boolean =>
  blocks.findIndex(({ section }) => section === blocks[at]?.section) < at;

const HEADINGS = { chats: "Chats", people: "People", rooms: "Rooms to join", commands: "Commands" };

type SectionProps = { section: Entry["section"]; isFirst: boolean; isSecond: boolean; children: ReactNode };

function Section({ section, isFirst, isSecond, children }: SectionProps) {
  const heading = isSecond ? `More ${HEADINGS[section].toLowerCase()}` : HEADINGS[section];
  const isNamed = isSecond || section === "people" || section === "rooms";
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options is no set of fields.
    <div
      role="group"
      aria-label={heading}
      className={cn(section === "commands" && !isFirst && "mt-1.5 border-t pt-1.5")}
    >
      {isNamed && (
        <div aria-hidden className="flex h-8 items-center px-2 text-meta font-medium text-muted-foreground">
          {heading}
        </div>
      )}
      {children}
    </div>
  );
}

/** What is found, each at the place where it was first shown for this query. */
function useBlocks({ query, max, commands = NONE, suggested = NONE }: Props) {
  const viewer = useViewer();
  const chats = useChats();
  const { loadAll } = useChatPages();
  useEffect(() => void loadAll(), [loadAll]);
  const { people, rooms, status, retry } = useFind(query);
  const found = useMemo((): Block[] => {
    if (query.trim() === "") return blocksWithoutQuery(suggested, commands);
    return findEntries({ viewerId: viewer.id, chats, people, rooms, commands }, query);
  }, [viewer.id, chats, people, rooms, commands, suggested, query]);
  const [last, setLast] = useState<{ query: string; found: Block[]; blocks: Block[] } | null>(null);
  const isSame = last?.query === query;
  if (isSame && last.found === found) return { blocks: last.blocks, status, retry };
  const blocks = keepPlaces(isSame ? last.blocks : [], found, max);
  setLast({ query, found, blocks });
  return { blocks, status, retry };
}

function useTarget(go: (href: string) => void, onDone: () => void, replaces: boolean): (entry: Entry) => Target {
  const openDirect = useOpenDirect();
  // Where the list was closed before the server's answer, its step is gone already.
  const isOpen = useRef(false);
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);
  const replacesStep = () => replaces && isOpen.current;
  return (entry) => {
    if (entry.section === "commands") return { run: entry.command.run };
    // A room that the viewer has not joined shows the card to join it.
    if (entry.section !== "people") {
      const href = `/rooms/${entry.room.id}`;
      return { href, go: () => go(href) };
    }
    return {
      run: () =>
        void openDirect([entry.person.id], replacesStep).then(onDone, (fault) => toast.error(errorMessageOf(fault))),
    };
  };
}
