import { COLOURS, PIECES_MAX, type Piece, Reader } from "./colours";
import { readCode, rulesOf, type Syntax } from "./read-code";
import { readDiff, readMarkdown } from "./read-lines";
import { readMarkup, readStyles } from "./read-markup";

/** What the languages that look like C share. */
const C_LIKE: Syntax = { line: "//", block: "/* */", quotes: `" '`, hasCapitalTypes: true };
const C_TYPES =
  "void bool char short int long float double signed unsigned size_t int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t auto";
const C_WORDS =
  "break case const continue default do else enum extern for goto if inline register return sizeof static struct switch typedef union volatile while";
const JAVASCRIPT =
  "as async await break case catch class const continue debugger default delete do else export extends finally for from function get if import in instanceof let new of return set static super switch this throw try typeof var void while with yield";
const C_LITERALS = "true false null NULL nullptr undefined NaN Infinity nil None self";
const SCRIPT: Syntax = {
  ...C_LIKE,
  quotes: "` \" '",
  long: "`",
  hasRegExps: true,
  prefixes: "@",
  literals: "true false null undefined NaN Infinity",
};
const SHELL: Syntax = {
  line: "#",
  quotes: `" '`,
  long: `" '`,
  raw: "'",
  prefixes: "$",
  keywords:
    "if then else elif fi for while until do done in case esac function select return exit break continue local export readonly declare set unset shift source alias trap sudo",
  literals: "true false",
  types: "echo cd printf read test cat grep sed awk curl git npm npx docker",
};

/** Each language by the names that people write behind the sign of a block of code. */
const LANGUAGES: readonly [names: string, how: Syntax | ((reader: Reader) => void)][] = [
  ["bash sh shell zsh console", SHELL],
  ["c h", { ...C_LIKE, hasDirectives: true, keywords: C_WORDS, types: C_TYPES, literals: C_LITERALS }],
  [
    "cpp c++ cc hpp",
    {
      ...C_LIKE,
      hasDirectives: true,
      keywords: `${C_WORDS} catch class co_await co_return concept consteval constexpr decltype delete explicit export final friend mutable namespace new noexcept operator override private protected public requires template this throw try typename using virtual`,
      types: `${C_TYPES} string vector map set pair optional`,
      literals: C_LITERALS,
    },
  ],
  [
    "csharp c# cs",
    {
      ...C_LIKE,
      hasDirectives: true,
      prefixes: "@",
      keywords:
        "abstract as async await base break case catch checked class const continue default delegate do else enum event explicit extern finally fixed for foreach get goto if implicit in init interface internal is lock namespace new operator out override params partial private protected public readonly record ref required return sealed set sizeof static struct switch this throw try typeof unsafe using var virtual when where while with yield",
      types: "bool byte char decimal double dynamic float int long object sbyte short string uint ulong ushort void",
      literals: "true false null",
    },
  ],
  ["css scss less", readStyles],
  ["diff patch", readDiff],
  [
    "dockerfile docker",
    {
      ...SHELL,
      keywords: "FROM AS RUN CMD LABEL EXPOSE ENV ADD COPY ENTRYPOINT VOLUME USER WORKDIR ARG HEALTHCHECK SHELL",
    },
  ],
  [
    "go golang",
    {
      ...C_LIKE,
      quotes: "` \" '",
      long: "`",
      raw: "`",
      keywords:
        "break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var",
      types:
        "any bool byte complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr",
      literals: "true false nil iota",
    },
  ],
  [
    "graphql gql",
    {
      line: "#",
      quotes: `""" "`,
      long: `"""`,
      prefixes: "$ @",
      keySign: ":",
      hasCapitalTypes: true,
      keywords:
        "query mutation subscription fragment on type input enum interface union scalar schema extend implements directive",
      literals: "true false null",
    },
  ],
  [
    "ini toml conf",
    {
      line: "# ;",
      quotes: `""" ''' " '`,
      long: `""" '''`,
      raw: "'",
      keySign: "=",
      hasLongWords: true,
      hasSections: true,
      literals: "true false on off yes no",
    },
  ],
  [
    "java",
    {
      ...C_LIKE,
      quotes: `""" " '`,
      long: `"""`,
      prefixes: "@",
      keywords:
        "abstract assert break case catch class const continue default do else enum extends final finally for if implements import instanceof interface native new package permits private protected public record return sealed static strictfp super switch synchronized this throw throws transient try var volatile while yield",
      types: "boolean byte char double float int long short void",
      literals: "true false null",
    },
  ],
  ["javascript js jsx mjs cjs", { ...SCRIPT, keywords: JAVASCRIPT }],
  ["json jsonc json5", { line: "//", block: "/* */", quotes: `" '`, keySign: ":", literals: "true false null" }],
  [
    "kotlin kt kts",
    {
      ...C_LIKE,
      quotes: `""" " '`,
      long: `"""`,
      prefixes: "@",
      keywords:
        "abstract actual annotation as break by catch class companion const constructor continue crossinline data do else enum expect external final finally for fun if import in infix init inline inner interface internal is lateinit noinline object open operator out override package private protected public reified return sealed super suspend this throw try typealias val value var vararg when where while",
      literals: "true false null",
    },
  ],
  [
    "lua",
    {
      line: "--",
      block: "--[[ ]]",
      quotes: `" '`,
      keywords: "and break do else elseif end for function goto if in local not or repeat return then until while",
      literals: "true false nil",
    },
  ],
  [
    "makefile make mk",
    {
      line: "#",
      quotes: `" '`,
      keySign: ":",
      hasLongWords: true,
      prefixes: "$",
      keywords: "ifeq ifneq ifdef ifndef else endif include define endef export override",
    },
  ],
  ["markdown md", readMarkdown],
  ["nginx", { line: "#", quotes: `" '`, prefixes: "$", hasLeadingWord: true, literals: "on off" }],
  [
    "php",
    {
      ...C_LIKE,
      line: "// #",
      long: `" '`,
      prefixes: "$",
      keywords:
        "abstract and as break case catch class clone const continue declare default do echo else elseif enum extends final finally fn for foreach function global if implements include include_once instanceof insteadof interface match namespace new or print private protected public readonly require require_once return static switch throw trait try unset use var while xor yield",
      types: "array bool callable float int iterable mixed never object string void",
      literals: "true false null TRUE FALSE NULL",
    },
  ],
  [
    "powershell ps1 pwsh",
    {
      line: "#",
      block: "<# #>",
      quotes: `" '`,
      raw: `" '`,
      long: `" '`,
      prefixes: "$",
      isCaseless: true,
      keywords:
        "begin break catch class continue data do dynamicparam else elseif end exit filter finally for foreach from function if in param process return switch throw trap try until using while",
    },
  ],
  [
    "python py py3",
    {
      line: "#",
      quotes: `""" ''' " '`,
      long: `""" '''`,
      prefixes: "@",
      hasCapitalTypes: true,
      keywords:
        "and as assert async await break case class continue def del elif else except finally for from global if import in is lambda match nonlocal not or pass raise return try while with yield",
      types: "bool bytes dict float frozenset int list object set str tuple",
      literals: "True False None self cls",
    },
  ],
  [
    "ruby rb",
    {
      line: "#",
      quotes: `" ' \``,
      long: `" '`,
      prefixes: "@ : $",
      hasCapitalTypes: true,
      keywords:
        "alias and begin break case class def defined do else elsif end ensure for if in module next not or redo rescue retry return self super then undef unless until when while yield require attr_accessor attr_reader private protected",
      literals: "true false nil",
    },
  ],
  [
    "rust rs",
    {
      ...C_LIKE,
      long: `"`,
      hasShortChars: true,
      keywords:
        "as async await break const continue crate dyn else enum extern fn for if impl in let loop match mod move mut pub ref return self static struct super trait type unsafe use where while",
      types: "bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize",
      literals: "true false",
    },
  ],
  [
    "sql postgresql mysql sqlite",
    {
      line: "--",
      block: "/* */",
      quotes: `' "`,
      long: "'",
      raw: `' "`,
      isCaseless: true,
      keywords:
        "add all alter and any as asc begin between by cascade case check column commit conflict constraint create cross database default delete desc distinct do drop else end except exists explain foreign from full function group having if in index inner insert intersect into is join key left like limit not nothing offset on or order outer over partition primary references returning right rollback select set table then transaction trigger truncate union unique update using values view when where window with",
      types:
        "bigint blob boolean bytea char date decimal double float int integer json jsonb numeric real serial smallint text time timestamp timestamptz uuid varchar",
      literals: "true false null",
    },
  ],
  [
    "swift",
    {
      ...C_LIKE,
      quotes: `""" "`,
      long: `"""`,
      prefixes: "@ #",
      keywords:
        "actor any as associatedtype async await break case catch class continue convenience default defer deinit do else enum extension fallthrough fileprivate final for func get guard if import in indirect init inout internal is lazy let mutating nonisolated open operator optional override private protocol public repeat required rethrows return self set some static struct subscript super switch throw throws try typealias unowned var weak where while",
      literals: "true false nil",
    },
  ],
  [
    "typescript ts tsx mts cts",
    {
      ...SCRIPT,
      keywords: `${JAVASCRIPT} abstract asserts declare enum implements infer interface is keyof module namespace override private protected public readonly satisfies type unique`,
      types: "any bigint boolean never number object string symbol unknown void",
    },
  ],
  ["xml html svg xhtml vue", readMarkup],
  [
    "yaml yml",
    {
      line: "#",
      quotes: `" '`,
      raw: "'",
      keySign: ":",
      hasLongWords: true,
      prefixes: "& * !",
      literals: "true false null yes no on off",
    },
  ],
];

const byName = new Map<string, (reader: Reader) => void>();
for (const [names, how] of LANGUAGES) {
  const rules = typeof how === "function" ? null : rulesOf(how);
  const read = typeof how === "function" ? how : (reader: Reader) => rules && readCode(reader, rules);
  for (const name of names.split(" ")) byName.set(name, read);
}

/** The names of each language, in lower case. */
export const LANGUAGE_NAMES: readonly (readonly string[])[] = LANGUAGES.map(([names]) => names.split(" "));

/** Reads code in a language. Null where no language has this name. */
export function readIn(name: string, text: string): Reader | null {
  const read = byName.get(name.toLowerCase());
  if (!read) return null;
  const reader = new Reader(text);
  read(reader);
  return reader;
}

/** Cuts code into its pieces. In a language that is not known it is one piece. */
export function piecesOf(name: string, text: string): { text: string; className?: string }[] {
  const pieces: Piece[] = readIn(name, text)?.pieces ?? [];
  if (pieces.length === 0 || pieces.length > PIECES_MAX) return [{ text }];
  return pieces.map(({ text, colour }) => (colour ? { text, className: COLOURS[colour] } : { text }));
}
