import { cn } from "@/lib/cn";

type Person = { id: string; displayName: string; pictureId?: string | null };
type Size = keyof typeof SIZES;
type Presence = "online" | "away" | "offline";

const HUES = 18;
const SIZES = {
  16: "size-4 text-[0.5rem]",
  20: "size-5 text-[0.625rem]",
  24: "size-6 text-[0.6875rem]",
  28: "size-7 text-xs",
  32: "size-8 text-xs",
  36: "size-9 text-meta",
  40: "size-10 text-sm",
  48: "size-12 text-base",
  64: "size-16 text-title",
  96: "size-24 text-3xl",
} as const;

type AvatarProps = {
  user: Person;
  /** In px. */
  size?: Size;
  presence?: Presence;
  className?: string;
};

/**
 * A person's picture, or their initials on their own colour until it has loaded. The avatar is decoration, because the
 * name stands beside it: only presence is read out.
 */
export function Avatar({ user, size = 36, presence, className }: AvatarProps) {
  return (
    <span className={cn("relative inline-block shrink-0 align-middle", SIZES[size], className)}>
      <span
        aria-hidden
        data-hue={hueOf(user.id)}
        className="person-hue relative flex size-full select-none items-center justify-center overflow-hidden rounded-full leading-none font-semibold"
      >
        {initialsOf(user.displayName, size < 28 ? 1 : 2)}
        {user.pictureId && <AvatarPicture id={user.pictureId} />}
      </span>
      {presence && <PresenceDot presence={presence} small={size < 28} />}
    </span>
  );
}

/** A square picture that fills its box. Where the picture cannot be loaded, the box stays as it is. */
export function AvatarPicture({ id }: { id: string }) {
  return (
    // biome-ignore lint/performance/noImgElement: the server makes the small sizes itself.
    <img
      // The key makes React replace the element, so that the picture before does not stay on screen while the new one
      // loads.
      key={id}
      src={`/api/files/${id}?size=320`}
      alt=""
      decoding="async"
      draggable={false}
      className="absolute inset-0 size-full object-cover"
    />
  );
}

function PresenceDot({ presence, small }: { presence: Presence; small: boolean }) {
  return (
    <>
      <span
        aria-hidden
        className={cn(
          "absolute -inset-e-0.5 -bottom-0.5 box-content rounded-full border-2 border-sidebar",
          small ? "size-1.5" : "size-2",
          presence === "online" && "bg-online",
          presence === "away" && "bg-mention-foreground",
          presence === "offline" && "bg-muted-foreground/60",
        )}
      />
      {presence !== "offline" && <span className="sr-only">{presence}</span>}
    </>
  );
}

/** The avatars of two people of a group, overlapping, in the size of one avatar. */
export function AvatarStack({ users, size = 36, className }: { users: Person[]; size?: Size; className?: string }) {
  const [first, second] = users;
  if (!first) return <Avatar user={{ id: "", displayName: "?" }} size={size} className={className} />;
  if (!second) return <Avatar user={first} size={size} className={className} />;
  return (
    <span aria-hidden className={cn("relative inline-block shrink-0 align-middle", SIZES[size], className)}>
      {[first, second].map((user, index) => (
        <span
          key={user.id}
          data-hue={hueOf(user.id)}
          className={cn(
            "person-hue absolute flex size-[68%] select-none items-center justify-center overflow-hidden rounded-full text-[0.8em] leading-none font-semibold",
            index === 0 ? "inset-s-0 top-0" : "inset-e-0 bottom-0 ring-2 ring-sidebar",
          )}
        >
          {initialsOf(user.displayName, 1)}
          {user.pictureId && <AvatarPicture id={user.pictureId} />}
        </span>
      ))}
    </span>
  );
}

/** A hue from 0 to 17. An id has the same hue on every device (FNV-1a). */
export function hueOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % HUES;
}

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** The first characters of the first and of the last word: "Ada King Lovelace" is AL, "李小龙" is 李, "🦊" is 🦊. */
export function initialsOf(name: string, count: 1 | 2): string {
  // Where two people share a display name, the server appends "(@username)", which is not part of the name.
  const end = name.lastIndexOf(" (@");
  const words = (end > 0 ? name.slice(0, end) : name)
    .split(/[\s._-]+/u)
    .filter((word) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(word));
  const chosen = words.length > 1 && count === 2 ? [words[0], words[words.length - 1]] : [words[0] ?? name];
  return chosen.map((word) => firstGrapheme(word ?? "")).join("");
}

function firstGrapheme(word: string): string {
  const trimmed = word.replace(/^[^\p{L}\p{N}\p{Extended_Pictographic}]+/u, "") || word;
  for (const { segment } of segmenter.segment(trimmed)) return segment.toUpperCase();
  return "?";
}
