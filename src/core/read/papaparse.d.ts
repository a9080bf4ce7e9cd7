// Only what core uses. The published types pull in Node's, which would let `process` and `Buffer` compile in core.

declare module "papaparse" {
  interface ParserConfig {
    readonly delimiter: string;
    readonly newline: string;
    readonly quoteChar: string;
    /** true: quotes are ordinary text; false: never guess that */
    readonly fastMode?: boolean;
  }

  interface ParserError {
    readonly type: string;
    readonly code: string;
    /** index into the rows returned with it */
    readonly row: number;
  }

  interface ParserResult {
    readonly data: string[][];
    readonly errors: ParserError[];
    readonly meta: {
      /** characters consumed by the rows returned */
      readonly cursor: number;
    };
  }

  class Parser {
    constructor(config: ParserConfig);
    /** With `ignoreLastRow`, text behind the last complete row is left for the next call. */
    parse(input: string, baseIndex: number, ignoreLastRow: boolean): ParserResult;
  }

  const Papa: { readonly Parser: typeof Parser };
  export default Papa;
}
