/** What running would hold in memory, before it is run. */
export interface Forecast {
  readonly stages: readonly { readonly stage: string; readonly bytes: number }[];
  readonly totalBytes: number;
  /** what the browser is believed to allow */
  readonly limitBytes: number;
  readonly fits: boolean;
  /** one-click ways out, each a change of the experiment, and what is forecast to be held less by it */
  readonly remedies: readonly {
    readonly label: string;
    readonly change: Record<string, unknown>;
    readonly savesBytes: number;
  }[];
}
