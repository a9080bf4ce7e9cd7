import * as z from "zod/mini";

const text = z.string().check(z.maxLength(20_000));
const filled = z.string().check(z.minLength(1), z.maxLength(1000));
const record = z.record(z.string().check(z.minLength(1)), text);
const lists = z._default(z.record(z.string().check(z.minLength(1)), z.array(filled).check(z.maxLength(5000))), {});
const limit = z._default(z.nullable(z.number()), null);

const change = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("typos"), count: z._default(z.int().check(z.minimum(1), z.maximum(50)), 1) }),
  z.strictObject({ kind: z.literal("case"), to: z.enum(["lower", "upper"]) }),
  z.strictObject({ kind: z.literal("punctuation"), to: z.enum(["none", "exclamation"]) }),
  z.strictObject({ kind: z.literal("url") }),
  z.strictObject({ kind: z.literal("names") }),
  z.strictObject({ kind: z.literal("add"), text: filled, at: z._default(z.enum(["start", "end"]), "end") }),
  z.strictObject({ kind: z.literal("remove"), word: filled }),
  z.strictObject({ kind: z.literal("replace"), word: filled, by: text }),
  z.strictObject({ kind: z.literal("set"), column: filled, value: text }),
]);

const posts = z._default(
  z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("test") }),
    z.strictObject({ kind: z.literal("template"), record, lists }),
  ]),
  { kind: "test" },
);

const tried = { name: filled, posts, change, column: z._default(z.nullable(filled), null) };

/** One behavioural test as it is written in the experiment document. */
export const behaviouralTestSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("invariance"),
    ...tried,
    tolerance: z._default(z.number().check(z.minimum(0)), 0.1),
    tolerated: z._default(z.enum(["absolute", "relative"]), "relative"),
  }),
  z.strictObject({
    kind: z.literal("direction"),
    ...tried,
    expect: z.enum(["higher", "lower"]),
    by: z._default(z.number().check(z.minimum(0)), 0),
    label: z._default(z.nullable(z.string()), null),
  }),
  z.strictObject({
    kind: z.literal("minimum"),
    name: filled,
    cases: z
      .array(z.strictObject({ record, min: limit, max: limit, label: z._default(z.nullable(z.string()), null) }))
      .check(z.minLength(1), z.maxLength(2000)),
    lists,
  }),
]);
