/**
 * A line of constant height that says who is typing. It is not announced, because that would interrupt screen readers
 * all the time.
 */
export function TypingLine({ people }: { people: readonly { id: string; displayName: string }[] }) {
  return (
    <p className="flex h-5 items-center gap-1.5 px-5 text-xs text-muted-foreground" data-testid="typing">
      {people.length > 0 && (
        <>
          <span aria-hidden="true" className="flex gap-0.5">
            {["", "[animation-delay:150ms]", "[animation-delay:300ms]"].map((delay) => (
              <span key={delay} className={`size-1 rounded-full bg-current motion-safe:animate-pulse ${delay}`} />
            ))}
          </span>
          <span className="truncate">{sentence(people.map((person) => person.displayName))}</span>
        </>
      )}
    </p>
  );
}

function sentence(names: string[]): string {
  if (names.length === 1) return `${names[0]} is typing…`;
  if (names.length === 2) return `${names[0]} and ${names[1]} are typing…`;
  return "Several people are typing…";
}
